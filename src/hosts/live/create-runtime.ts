import { acceptKeys, acceptNumber } from "../../model/accept.ts";
import { actorDriver } from "../../kernel/actor-driver.ts";
import { runtimeOn, type Runtime } from "../../kernel/runtime.ts";
import { liveHost } from "./live-host.ts";

export interface RuntimeOptions {
  /** Decides the jitter of backoffs, together with each run's id: a whole number, at least 0. Default 0. */
  readonly seed?: number;
}

/**
 * A runtime in this process, on the wall clock; nothing is recorded beyond the life of a run. Close it when you are
 * done, with `close()` or `await using`.
 *
 * @throws TroupeError BAD_OPTION
 */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  acceptKeys(options, { where: "createRuntime()", known: ["seed"] });
  const { seed = 0 } = options;
  acceptNumber(seed, { where: "seed of createRuntime()", min: 0, isWhole: true });
  return runtimeOn({ host: liveHost(), driver: actorDriver, seed });
}
