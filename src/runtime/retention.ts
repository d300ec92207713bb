import type { JournalWriter, StoredRun } from "../kernel/journal.ts";
import type { Fact } from "../model/fact.ts";
import { kept } from "../plan/erasure.ts";
import { acceptFunction, acceptKeys, acceptNumber } from "../model/accept.ts";

/** Which runs that are over a journal keeps. What is over any of the limits is deleted; runs that are not over never are. */
export interface Retention {
  /** How many days after its end. At least 0; part of a day is one, too. Default: for ever. */
  readonly days?: number;
  /** How many, the newest ones. At least 0. Default: all. */
  readonly runs?: number;
  /**
   * Told of each run before it is deleted, with all its facts, the oldest first: to store it elsewhere. Where it throws, or
   * its promise rejects, nothing more is deleted until the next sweep, a minute later, which tries that run again.
   */
  readonly exported?: (run: ExportedRun) => void | Promise<void>;
}

/** A run on its way out of a journal. */
export interface ExportedRun extends Pick<StoredRun, "id" | "plan" | "startedAt" | "status" | "endedAt"> {
  readonly facts: readonly Fact[];
}

const DAY_MS = 86_400_000;
/** How many runs are deleted in one go, so that nobody waits long. */
const BATCH = 100;

/** Holds the options of a retention against what there is. */
export function acceptRetention(retention: Retention): void {
  const where = "keep of createRuntime()";
  acceptKeys(retention, { where, known: ["days", "runs", "exported"] });
  const { days, runs, exported } = retention;
  if (days !== undefined) acceptNumber(days, { where: `days in ${where}`, min: 0 });
  if (runs !== undefined) acceptNumber(runs, { where: `runs in ${where}`, min: 0, isWhole: true });
  if (exported !== undefined) acceptFunction(exported, `exported in ${where}`);
}

/** Deletes what is kept no longer, and says how many runs that were. */
export async function sweep(journal: JournalWriter, retention: Retention, now: number): Promise<number> {
  const { days, runs } = retention;
  const old = days === undefined ? 0 : await sweepAll(journal, retention, { endedBefore: now - days * DAY_MS });
  const many = runs === undefined ? 0 : await sweepAll(journal, retention, { exceptNewest: runs });
  return old + many;
}

type Which = { readonly endedBefore: number } | { readonly exceptNewest: number };

async function sweepAll(journal: JournalWriter, retention: Retention, which: Which): Promise<number> {
  let swept = 0;
  for (;;) {
    const old = await journal.runs({ ...which, isOver: true, limit: BATCH });
    const gone: string[] = [];
    for (const run of old) {
      if (!(await isExported(journal, run, retention))) break;
      gone.push(run.id);
    }
    await journal.forget(gone);
    swept += gone.length;
    if (old.length < BATCH || gone.length < old.length) return swept;
  }
}

async function isExported(journal: JournalWriter, stored: StoredRun, { exported }: Retention): Promise<boolean> {
  if (exported === undefined) return true;
  const { id, plan, startedAt, status, endedAt } = stored;
  const rows = await journal.read(id);
  try {
    await exported({ id, plan, startedAt, status, endedAt, facts: rows.map(({ text }): Fact => kept(text)) });
    return true;
  } catch {
    return false;
  }
}
