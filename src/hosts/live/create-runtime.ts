import { actorDriver } from "../../kernel/actor-driver.ts";
import { runtimeOn, type Runtime } from "../../kernel/runtime.ts";
import { liveHost } from "./live-host.ts";

export interface RuntimeOptions {
  /** Decides the jitter of backoffs, together with each run's id. Default 0. */
  readonly seed?: number;
}

/**
 * A runtime in this process, on the wall clock; nothing is recorded beyond the life of a run. Close it when you are
 * done, with `close()` or `await using`.
 */
export function createRuntime({ seed = 0 }: RuntimeOptions = {}): Runtime {
  return runtimeOn({ host: liveHost(), driver: actorDriver, seed });
}
