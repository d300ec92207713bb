import { canonical } from "../model/json.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { retyped, specOf } from "../plan/erasure.ts";
import type { Plan } from "../plan/plan.ts";
import type { JournalWriter } from "./journal.ts";
import { bringBack, type Keeping, planFor, type Resumed } from "./kept.ts";
import { launch, type Parts } from "./launch.ts";
import { originOf, readStart } from "./origin.ts";
import { pendingRun } from "./pending-run.ts";
import type { Host, Origin } from "./port.ts";
import { deliver } from "./posts.ts";
import { acceptOptions, type RunOptions } from "./run-options.ts";
import type { Run, RunHandle } from "./run.ts";
import { settle } from "./settle.ts";

/** Where plans run. Close it, and nothing of it keeps the process alive. */
export interface Runtime extends AsyncDisposable {
  /**
   * Starts a plan on an input. With a journal, an `id` that is known attaches to that run, whether it is under way, waits
   * to be resumed or is over: so a service can repeat its own requests.
   *
   * @throws TroupeError before any effect: NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE, UNKNOWN_STEP, NOT_JSON, BAD_BUDGET,
   * UNBOUNDED_PLAN, BAD_OPTION, DUPLICATE_RUN, RUNTIME_CLOSED. With a journal, what is wrong with a known `id`
   * (DUPLICATE_RUN, REPLAY_DIFFERS) is found later: then the run's outcome rejects with it.
   */
  start<I, O>(plan: Plan<I, O>, input: NoInfer<I>, options?: RunOptions): Run<O>;
  /**
   * Brings back every run of the journal that is not over, and lets it go on. What cannot be brought back stays as it is,
   * and is listed with the reason. Without a journal there is nothing to bring back.
   *
   * @throws TroupeError where the journal cannot be opened: JOURNAL_BUSY and its like
   */
  resume(): Promise<Resumed>;
  /** A run by its id, under way here or over; undefined where there is none such. */
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

interface Live {
  readonly handle: RunHandle;
  readonly origin: Origin | undefined;
}

/** A runtime on any host. */
export function runtimeOn({ seed, keeping, ...parts }: RuntimeParts): Runtime {
  const live = new Map<string, Live>();
  /** Runs that are being looked up, or brought back. */
  const coming = new Map<string, Promise<Run<unknown>>>();
  let closing: Promise<void> | undefined;
  let looking: Promise<void> | undefined;
  // A journal that cannot be read says so to whoever starts or resumes a run.
  const unwatch = keeping?.watch(() => void look().catch(() => {}));

  function enter(runId: string, handle: RunHandle, origin: Origin | undefined): Run<unknown> {
    live.set(runId, { handle, origin });
    const forget = () => void live.delete(runId);
    handle.run.outcome.then(forget, forget);
    return handle.run;
  }

  function start(plan: unknown, input: unknown, options: RunOptions): Run<unknown> {
    if (closing !== undefined) throw closed();
    acceptOptions(options);
    const { id, ...rest } = options;
    const runId = id ?? parts.host.newRunId();
    const settled = settle(plan, input, options);
    const spec = specOf(plan);
    const origin =
      keeping === undefined ? undefined : originOf(spec, plan, { input: settled.input, options: rest, seed });
    const begin = () => enter(runId, launch(parts, { runId, settled, seed }, origin), origin);
    if (keeping !== undefined && origin !== undefined && id !== undefined)
      return attach(keeping, { runId, plan, origin, begin });
    if (live.has(runId)) throw duplicate(runId, "is under way");
    return begin();
  }

  interface Attaching {
    readonly runId: string;
    readonly plan: unknown;
    readonly origin: Origin;
    readonly begin: () => Run<unknown>;
  }

  /** A run that may be known: here, or in the journal. */
  function attach({ journal }: Keeping, { runId, plan, origin, begin }: Attaching): Run<unknown> {
    const here = live.get(runId);
    if (here?.origin !== undefined) {
      acceptSame(runId, here.origin, origin);
      return here.handle.run;
    }
    return pendingRun(
      runId,
      once(runId, async () => {
        const writer = await journal;
        const stored = await writer.run(runId);
        if (stored === undefined) return begin();
        acceptSame(runId, stored, origin);
        return back(writer, stored.id, plan);
      }),
    );
  }

  /** Two who look for the same run at the same time find the same one. */
  function once(runId: string, find: () => Promise<Run<unknown>>): Promise<Run<unknown>> {
    const under = coming.get(runId);
    if (under !== undefined) return under;
    const finding = find().finally(() => coming.delete(runId));
    coming.set(runId, finding);
    return finding;
  }

  /** A stored run, brought back unless it is here already. */
  async function back(writer: JournalWriter, id: string, plan: unknown): Promise<Run<unknown>> {
    const here = live.get(id);
    if (here !== undefined) return here.handle.run;
    const stored = await writer.run(id);
    if (stored === undefined) throw new Error(`run ${id} is gone`);
    const found = await bringBack(parts, writer, { stored, plan });
    return "over" in found ? found.over : enter(id, found.goesOn, stored);
  }

  async function resume(): Promise<Resumed> {
    if (keeping === undefined) return { runs: [], refused: [] };
    if (closing !== undefined) throw closed();
    const writer = await keeping.journal;
    const runs: Run<unknown>[] = [];
    const refused: Resumed["refused"][number][] = [];
    for (const stored of await writer.runs({ isOver: false })) {
      const { id, plan } = stored;
      if (live.has(id) || coming.has(id)) continue;
      try {
        runs.push(await once(id, () => back(writer, id, planFor(stored, keeping.plans))));
      } catch (error) {
        if (!(error instanceof TroupeError)) throw error;
        refused.push({ id, plan, error });
      }
    }
    await look();
    return { runs, refused };
  }

  async function find(id: string): Promise<Run<unknown> | undefined> {
    const here = live.get(id);
    if (here !== undefined) return here.handle.run;
    const writer = await keeping?.journal;
    const stored = await writer?.run(id);
    if (writer === undefined || keeping === undefined || stored === undefined) return undefined;
    return once(id, () => back(writer, id, stored.status === undefined ? planFor(stored, keeping.plans) : undefined));
  }

  /** Takes what other processes have left, one look at a time. */
  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => (looking = undefined));
    return looking;
  }

  async function lookOnce(): Promise<void> {
    if (keeping === undefined || closing !== undefined) return;
    await deliver(await keeping.journal, (id) => live.get(id)?.handle.run);
  }

  async function close(): Promise<void> {
    unwatch?.();
    const handles = [...live.values()].map(({ handle }) => handle).toReversed();
    const ends = handles.map((handle) =>
      keeping === undefined ? handle.cancelBy("the runtime was closed", "shutdown") : handle.leave(),
    );
    await Promise.allSettled([...ends, ...coming.values()]);
    const journal = await keeping?.journal.catch(() => undefined);
    await journal?.close();
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

/** A known id stands for one run of one plan on one input. */
function acceptSame(runId: string, known: Origin, asked: Origin): void {
  if (known.plan !== asked.plan) throw duplicate(runId, `is one of the plan "${known.plan}"`);
  if (canonical(readStart(known).input) !== canonical(readStart(asked).input))
    throw duplicate(runId, "began with another input");
}

function closed(): TroupeError {
  return new TroupeError("RUNTIME_CLOSED", {
    what: "This runtime was closed; it starts nothing any more.",
    remedy: "Start runs before close(), or make another one: createRuntime().",
  });
}

function duplicate(runId: string, why: string): TroupeError {
  return new TroupeError("DUPLICATE_RUN", {
    what: `A run "${runId}" ${why}.`,
    remedy: "Wait for its outcome, or leave out `id` to get a new one.",
    facts: { runId },
  });
}
