import type { Outcome } from "../model/outcome.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { retyped } from "../plan/erasure.ts";
import type { Plan } from "../plan/plan.ts";
import type { Driver } from "./driver.ts";
import { inOrder } from "./in-order.ts";
import { createKernel, type Setting } from "./kernel.ts";
import type { Host } from "./port.ts";
import { acceptOptions, type RunOptions } from "./run-options.ts";
import { type Run, type RunHandle, startRun } from "./run.ts";
import { settle } from "./settle.ts";

/** Where plans run. Close it, and nothing of it keeps the process alive. */
export interface Runtime extends AsyncDisposable {
  /**
   * Starts a plan on an input.
   *
   * @throws TroupeError before any effect: NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE, UNKNOWN_STEP, NOT_JSON, BAD_BUDGET,
   * UNBOUNDED_PLAN, BAD_OPTION, DUPLICATE_RUN, RUNTIME_CLOSED
   */
  start<I, O>(plan: Plan<I, O>, input: NoInfer<I>, options?: RunOptions): Run<O>;
  /** Cancels every run and waits until nothing of them is left. A second call waits for the same. */
  close(): Promise<void>;
}

/** What a runtime is made of. */
export interface Parts {
  readonly host: Host;
  readonly driver: () => Driver;
  readonly seed: number;
}

/** A runtime on any host. */
export function runtimeOn({ host, driver, seed }: Parts): Runtime {
  const live = new Map<string, RunHandle>();
  let closing: Promise<void> | undefined;

  function start(plan: unknown, input: unknown, options: RunOptions): Run<unknown> {
    if (closing !== undefined) throw closed();
    acceptOptions(options);
    const runId = options.id ?? host.newRunId();
    if (live.has(runId)) throw duplicate(runId);
    const { layout, ...rest } = settle(plan, input, options);
    const session = inOrder(host.open({ runId, sites: layout.sites }));
    const setting: Setting = { runId, seed, layout, startedAt: session.now(), ...rest };
    const kernel = createKernel(setting, { driver: driver(), withdraw: (id, why) => session.withdraw(id, why) });
    const handle = startRun(kernel, session);
    live.set(runId, handle);
    const forget = () => void live.delete(runId);
    handle.run.outcome.then(forget, forget);
    return handle.run;
  }

  async function close(): Promise<void> {
    const ends: Promise<Outcome<unknown>>[] = [];
    for (const { cancelBy } of [...live.values()].toReversed())
      ends.push(cancelBy("the runtime was closed", "shutdown"));
    await Promise.allSettled(ends);
  }

  const closeOnce = () => (closing ??= close());
  return {
    start: (plan, input, options = {}) => retyped(start(plan, input, options)),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

function closed(): TroupeError {
  return new TroupeError("RUNTIME_CLOSED", {
    what: "This runtime was closed; it starts nothing any more.",
    remedy: "Start runs before close(), or make another one: createRuntime().",
  });
}

function duplicate(runId: string): TroupeError {
  return new TroupeError("DUPLICATE_RUN", {
    what: `A run "${runId}" is under way.`,
    remedy: "Wait for its outcome, or leave out `id` to get a new one.",
    facts: { runId },
  });
}
