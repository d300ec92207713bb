import type { Fact } from "../model/fact.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { StoredRun } from "./journal.ts";
import { createKernel } from "./kernel.ts";
import { readStart } from "./origin.ts";
import { replay } from "./replay.ts";
import { settle } from "./settle.ts";
import { stepDriver } from "./step-driver.ts";

/** A run from a journal, the plan to bring it back with, and what has happened so far. */
export interface Rehearsal {
  readonly stored: StoredRun;
  readonly plan: unknown;
  readonly facts: readonly Fact[];
}

/**
 * Why a run could not be brought back with a plan, such as REPLAY_DIFFERS; undefined where it could. It is brought back
 * on no host: nothing is begun, nothing is stored, and no function of the plan is called.
 */
export function whyNotResumed({ stored, plan, facts }: Rehearsal): TroupeError | undefined {
  const { id: runId, startedAt } = stored;
  try {
    const { input, options, seed } = readStart(stored);
    const setting = { runId, seed, startedAt, ...settle(plan, input, options) };
    replay(createKernel(setting, { driver: stepDriver(), withdraw: () => {} }), facts);
    return undefined;
  } catch (error) {
    if (error instanceof TroupeError) return error;
    throw error;
  }
}
