import type { JournalReader } from "../../kernel/journal.ts";
import { whyNotResumed } from "../../kernel/would-resume.ts";
import { TroupeError } from "../../model/troupe-error.ts";
import type { AnyPlan } from "../../plan/plan.ts";
import { specOf } from "../../plan/erasure.ts";
import { factsOf } from "./stored-view.ts";

/** What a plan would do to an open run of a journal. */
export interface RunAgainst {
  readonly id: string;
  /** Why it could not be brought back with this plan; left out where it could. */
  readonly breaks?: string;
}

/**
 * Holds a plan against the open runs of its name: each is brought back as far as it got, on no host. A run that is
 * damaged is broken, too, and says so.
 */
export async function heldAgainst(reader: JournalReader, plan: AnyPlan): Promise<readonly RunAgainst[]> {
  const { name } = specOf(plan);
  const open = await reader.runs({ isOver: false });
  const against: RunAgainst[] = [];
  for (const stored of open) {
    if (stored.plan !== name) continue;
    try {
      const why = whyNotResumed({ stored, plan, facts: await factsOf(reader, stored.id) });
      against.push(why === undefined ? { id: stored.id } : { id: stored.id, breaks: why.message });
    } catch (error) {
      if (!(error instanceof TroupeError) || error.code !== "JOURNAL_CORRUPT") throw error;
      against.push({ id: stored.id, breaks: error.message });
    }
  }
  return against;
}
