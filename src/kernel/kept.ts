import type { Fact } from "../model/fact.ts";
import { didYouMean } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { kept, specOf } from "../plan/erasure.ts";
import type { JournalWriter, StoredRun } from "./journal.ts";
import { type Parts, relaunch } from "./launch.ts";
import { readStart } from "./origin.ts";
import { pastRun } from "./past-run.ts";
import type { Run, RunHandle } from "./run.ts";
import { settle } from "./settle.ts";

/** Where a runtime keeps its runs, and the plans that it may bring them back with. */
export interface Keeping {
  /** Resolves when the journal is open, with this process as its one writer. */
  readonly journal: Promise<JournalWriter>;
  readonly plans: readonly unknown[];
  /** The runtime closes: a journal that is not open yet is waited for no longer than a grace; then `journal` rejects. */
  giveUp(): void;
  /** Says when other processes may have left messages. Returns what ends that. */
  watch(look: () => void): () => void;
}

/** The runs of a journal that are under way here now, and those that could not be brought back, each with the reason. */
export interface Resumed {
  readonly runs: readonly Run<unknown>[];
  readonly refused: readonly { readonly id: string; readonly plan: string; readonly error: TroupeError }[];
}

/** A run from a journal: over, or ready to go on. */
export type FromJournal =
  | { readonly over: Run<unknown> }
  | { readonly over: undefined /** @throws TroupeError REPLAY_DIFFERS */; goOn(): RunHandle };

/**
 * Brings a run back with a plan: one that is over as its facts tell it, another to where it stood, to go on from there.
 * Whoever lets it go on hears REPLAY_DIFFERS where this plan is another one than it was recorded with, in what has
 * happened so far.
 */
export async function bringBack(
  parts: Parts,
  journal: JournalWriter,
  { stored, plan }: { readonly stored: StoredRun; readonly plan: unknown },
): Promise<FromJournal> {
  const rows = await journal.read(stored.id);
  const facts: readonly Fact[] = rows.map(({ text }) => kept(text));
  if (stored.status !== undefined) return { over: pastRun(stored.id, facts) };
  const { input, options, seed } = readStart(stored);
  const settled = settle(plan, input, options);
  const past = { startedAt: stored.startedAt, facts };
  return { over: undefined, goOn: () => relaunch(parts, { runId: stored.id, settled, seed }, past) };
}

/**
 * The plan of that name among those that may be resumed.
 *
 * @throws TroupeError UNKNOWN_PLAN
 */
export function planFor({ id, plan }: StoredRun, plans: readonly unknown[]): unknown {
  const names = plans.map((one) => specOf(one).name);
  const place = names.indexOf(plan);
  if (place >= 0) return plans[place];
  throw new TroupeError("UNKNOWN_PLAN", {
    what: `Run ${id} is of the plan "${plan}", which this runtime does not know.`,
    remedy: `Name it: createRuntime({ journal, plans: [${plan}] }). ${didYouMean(plan, names)}`.trim(),
    facts: { runId: id, plan, plans: names },
  });
}
