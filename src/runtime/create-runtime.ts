import { durableHost } from "../hosts/durable/durable-host.ts";
import { memoryJournal } from "../hosts/durable/memory-journal.ts";
import { sqliteJournal } from "../hosts/durable/sqlite-journal.ts";
import { liveHost } from "../hosts/live/live-host.ts";
import { actorDriver } from "../kernel/actor-driver.ts";
import type { Journal } from "../kernel/journal.ts";
import type { Keeping } from "../kernel/kept.ts";
import { runtimeOn, type Runtime } from "../kernel/runtime.ts";
import { acceptBoolean, acceptKeys, acceptNumber } from "../model/accept.ts";
import { specOf } from "../plan/erasure.ts";
import type { AnyPlan } from "../plan/plan.ts";
import { acceptJournal } from "./accept-journal.ts";
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
  /** Whether runs that are not over are resumed at once; else by `resume()`. Default true. Only with a journal. */
  readonly resume?: boolean;
}

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
  acceptKeys(options, { where: "createRuntime()", known: ["seed", "journal", "plans", "resume"] });
  const { seed = 0, journal, plans = [], resume = true } = options;
  acceptNumber(seed, { where: "seed of createRuntime()", min: 0, isWhole: true });
  acceptBoolean(resume, "resume of createRuntime()");
  for (const [place, plan] of plans.entries()) specOf(plan, `plans[${place}] of createRuntime()`);
  if (journal === undefined) return runtimeOn({ host: liveHost(), driver: actorDriver, seed });
  const keeping = keepIn(opened(journal), plans);
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

function keepIn(journal: Journal, plans: readonly AnyPlan[]): Keeping {
  const opening = openOnce(journal);
  return {
    journal: opening.writer,
    plans,
    giveUp: opening.giveUp,
    watch(look) {
      const timer = setInterval(look, LOOK_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
