import type { Fact } from "../model/fact.ts";
import type { Driver } from "./driver.ts";
import { inOrder } from "./in-order.ts";
import { createKernel, type Setting } from "./kernel.ts";
import type { Host, Origin, Session } from "./port.ts";
import { replay } from "./replay.ts";
import { type RunHandle, startRun } from "./run.ts";
import type { Settled } from "./settle.ts";

/** What a runtime is made of. */
export interface Parts {
  readonly host: Host;
  readonly driver: () => Driver;
}

/** A run before it begins. The seed decides its draws, together with its id. */
export interface Launch {
  readonly runId: string;
  readonly settled: Settled;
  readonly seed: number;
}

/** Begins a run. `origin` is for a host that keeps it. */
export function launch({ host, driver }: Parts, { runId, settled, seed }: Launch, origin?: Origin): RunHandle {
  const { sites } = settled.layout;
  const session = inOrder(host.open({ runId, sites, ...(origin === undefined ? {} : { origin }) }));
  const setting: Setting = { runId, seed, startedAt: session.now(), ...settled };
  const withdraw = (id: string, why: string) => session.withdraw(id, why);
  return startRun(createKernel(setting, { driver: driver(), withdraw }), session);
}

/**
 * Brings a run back from its facts, and lets it go on.
 *
 * @throws TroupeError REPLAY_DIFFERS
 */
export function relaunch(
  { host, driver }: Parts,
  { runId, settled, seed }: Launch,
  past: { readonly startedAt: number; readonly facts: readonly Fact[] },
): RunHandle {
  const { startedAt, facts } = past;
  const setting: Setting = { runId, seed, startedAt, ...settled };
  const placed: { session?: Session } = {};
  const actors = driver();
  const kernel = createKernel(setting, { driver: actors, withdraw: (id, why) => placed.session?.withdraw(id, why) });
  const standing = orClose(actors, () => replay(kernel, facts));
  const session = inOrder(host.open({ runId, sites: settled.layout.sites, since: kernel.core.now }));
  placed.session = session;
  return startRun(kernel, session, standing);
}

/** Of a run that cannot be brought back no actor is left. */
function orClose<T>(actors: Driver, act: () => T): T {
  try {
    return act();
  } catch (error) {
    actors.close();
    throw error;
  }
}
