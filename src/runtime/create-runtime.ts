import { durableHost } from "../hosts/durable/durable-host.ts";
import { memoryJournal } from "../hosts/durable/memory-journal.ts";
import { sqliteJournal } from "../hosts/durable/sqlite-journal.ts";
import { liveHost } from "../hosts/live/live-host.ts";
import { processTime, repeat } from "../hosts/live/process-time.ts";
import { actorDriver } from "../kernel/actor-driver.ts";
import type { Journal, JournalWriter } from "../kernel/journal.ts";
import type { Keeping } from "../kernel/kept.ts";
import { runtimeOn, type Runtime } from "../kernel/runtime.ts";
import { acceptBoolean, acceptKeys, acceptNumber } from "../model/accept.ts";
import type { AnyPlan } from "../plan/plan.ts";
import { acceptJournal } from "./accept-journal.ts";
import { acceptPlans } from "./accept-plans.ts";
import { acceptRetention, type Retention, sweep } from "./retention.ts";
import { openOnce } from "./open-once.ts";

export interface RuntimeOptions {
  /** Decides the jitter of backoffs, together with each run's id: a whole number, at least 0. Default 0. */
  readonly seed?: number;
  /**
   * Where runs survive their process: the path of a file, `":memory:"` for the rules without the file, or a journal of
   * your own that passes `journalConformance` of `troupe/testing`. Default: nowhere.
   */
  readonly journal?: string | Journal;
  /** The plans with which runs of the journal may be resumed, each known by its name. Default: none. */
  readonly plans?: readonly AnyPlan[];
  /** Which of the runs that are over the journal keeps; swept once a minute. Default: all, for ever. Only with a journal. */
  readonly keep?: Retention;
  /** Whether runs that are not over are resumed at once; else by `resume()`. Default true. Only with a journal. */
  readonly resume?: boolean;
}

/** How often runs are deleted that are kept no longer, in milliseconds. */
const SWEEP_MS = 60_000;

/** How often messages of other processes are looked for, in milliseconds. */
const LOOK_MS = 250;

/**
 * A runtime in this process, on the wall clock. With a journal, what happens is kept before anything follows from it, and
 * runs go on in the next process; without one, nothing is kept beyond the life of a run. Close it when you are done,
 * with `close()` or `await using`.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_PLAN. What is wrong with the journal itself rejects `resume()`, and fails runs
 * with its code.
 */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  acceptKeys(options, { where: "createRuntime()", known: ["seed", "journal", "plans", "keep", "resume"] });
  const { seed = 0, journal, plans = [], keep, resume = true } = options;
  acceptNumber(seed, { where: "seed of createRuntime()", min: 0, isWhole: true });
  acceptBoolean(resume, "resume of createRuntime()");
  if (keep !== undefined) acceptRetention(keep);
  acceptPlans(plans);
  if (journal === undefined) return runtimeOn({ host: liveHost(), driver: actorDriver, seed });
  const keeping = keepIn(opened(journal), { plans, keep });
  const host = durableHost({ world: liveHost(), journal: keeping.journal });
  const runtime = runtimeOn({ host, driver: actorDriver, seed, keeping });
  // Whoever calls resume() hears of what goes wrong; so does every run.
  if (resume) runtime.resume().catch(() => {});
  return runtime;
}

function opened(journal: unknown): Journal {
  if (journal === ":memory:") return memoryJournal();
  return typeof journal === "string" ? sqliteJournal(journal) : acceptJournal(journal);
}

interface KeepIn {
  readonly plans: readonly AnyPlan[];
  readonly keep: Retention | undefined;
}

function keepIn(journal: Journal, { plans, keep }: KeepIn): Keeping {
  const opening = openOnce(journal);
  return {
    journal: opening.writer,
    plans,
    giveUp: opening.giveUp,
    watch(look) {
      const ends = [repeat(look, LOOK_MS)];
      if (keep !== undefined) ends.push(repeat(() => void sweepOnce(opening.writer, keep), SWEEP_MS));
      return () => ends.forEach((end) => end());
    },
  };
}

/** What cannot be deleted now can be at the next sweep; what is wrong with the journal, runs and callers hear. */
async function sweepOnce(journal: Promise<JournalWriter>, keep: Retention): Promise<void> {
  try {
    await sweep(await journal, keep, processTime());
  } catch {
    return;
  }
}
