import { retyped, specOf } from "../plan/erasure.ts";
import type { Plan } from "../plan/plan.ts";
import { createKeeper } from "./keeper.ts";
import type { Keeping, Resumed } from "./kept.ts";
import { launch, type Parts } from "./launch.ts";
import { originOf } from "./origin.ts";
import { createRoster } from "./roster.ts";
import { acceptOptions, type RunOptions } from "./run-options.ts";
import type { Run } from "./run.ts";
import { closed, duplicate } from "./runtime-error.ts";
import { settle } from "./settle.ts";

/** Where plans run. Close it, and nothing of it keeps the process alive. */
export interface Runtime extends AsyncDisposable {
  /**
   * Starts a plan on an input. With a journal, an `id` that is known attaches to that run, whether it is under way, waits
   * to be resumed or is over: so a service can repeat its own requests.
   *
   * @throws TroupeError before any effect: NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE, UNKNOWN_STEP, NOT_JSON, BAD_BUDGET,
   * UNBOUNDED_PLAN, BAD_OPTION, DUPLICATE_RUN, RUNTIME_CLOSED. With a journal, an `id` has to be looked up first; what is
   * found to be wrong then rejects the run's outcome: DUPLICATE_RUN for another plan or another input, REPLAY_DIFFERS,
   * RUNTIME_CLOSED, and what is wrong with the journal.
   */
  start<I, O>(plan: Plan<I, O>, input: NoInfer<I>, options?: RunOptions): Run<O>;
  /**
   * Brings back every run of the journal that is not over, and lets it go on. The result lists all of them that are
   * under way here now, whoever brought them back; what cannot be brought back stays as it is, and is listed with the
   * reason. Without a journal there is nothing to bring back.
   *
   * @throws TroupeError where the journal cannot be opened: JOURNAL_BUSY and its like; RUNTIME_CLOSED
   */
  resume(): Promise<Resumed>;
  /**
   * A run by its id: under way here, or from the journal. One that waits to be resumed is resumed by that. Undefined
   * where there is none such; without a journal, also where it is over.
   *
   * @throws TroupeError UNKNOWN_PLAN, REPLAY_DIFFERS, RUNTIME_CLOSED
   */
  find(id: string): Promise<Run<unknown> | undefined>;
  /**
   * Ends it, and waits until nothing of it is left. Runs that are kept in a journal are let go, to be resumed; others are
   * cancelled. A second call waits for the same.
   */
  close(): Promise<void>;
}

/** What a runtime is made of. */
export interface RuntimeParts extends Parts {
  /** Of runs that begin here. */
  readonly seed: number;
  readonly keeping?: Keeping;
}

/** A runtime on any host. */
export function runtimeOn({ seed, keeping, ...parts }: RuntimeParts): Runtime {
  const roster = createRoster();
  let isClosing = false;
  let closing: Promise<void> | undefined;
  const acceptOpen = () => {
    if (isClosing) throw closed();
  };
  const keeper = keeping && createKeeper(keeping, { parts, roster, acceptOpen });

  function start(plan: unknown, input: unknown, options: RunOptions): Run<unknown> {
    acceptOpen();
    acceptOptions(options);
    const { id, ...rest } = options;
    const runId = id ?? parts.host.newRunId();
    const settled = settle(plan, input, options);
    const spec = specOf(plan);
    const origin = keeper && originOf(spec, plan, { input: settled.input, options: rest, seed });
    const begin = () => {
      const handle = launch(parts, { runId, settled, seed }, origin);
      roster.enter(runId, { handle, origin });
      return handle.run;
    };
    if (keeper !== undefined && origin !== undefined && id !== undefined)
      return keeper.attach({ runId, plan, origin, begin });
    if (roster.get(runId) !== undefined) throw duplicate(runId, "is under way");
    return begin();
  }

  async function find(id: string): Promise<Run<unknown> | undefined> {
    const here = roster.get(id)?.handle.run;
    if (here !== undefined || keeper === undefined) return here;
    acceptOpen();
    return keeper.find(id);
  }

  async function resume(): Promise<Resumed> {
    if (keeper === undefined) return { runs: [], refused: [] };
    acceptOpen();
    return keeper.resume();
  }

  async function close(): Promise<void> {
    isClosing = true;
    keeper?.stop();
    const ends = roster
      .latestFirst()
      .map((handle) => (keeper === undefined ? handle.cancelBy("the runtime was closed", "shutdown") : handle.leave()));
    await Promise.allSettled(ends);
    await keeper?.close();
  }

  const closeOnce = () => (closing ??= close());
  return {
    start: (plan, input, options = {}) => retyped(start(plan, input, options)),
    resume,
    find,
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}
