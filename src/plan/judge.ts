import { makeGate, type Gate } from "../gates/gate.ts";
import { acceptName } from "../model/accept-name.ts";
import type { Judged, Verdict } from "../patterns/verdict.ts";
import { specOf } from "./erasure.ts";
import type { Plan } from "./plan.ts";

/**
 * A gate at which a plan judges, most often an agent: it is shown the input and the output, and each of its attempts is a
 * step. `revise` sends the output back with the feedback, as a `check` does; `reject` is final, as with a `policy`.
 * Before the work (`gatedBefore`) the input is the output that it is shown, and anything but `pass` is a rejection. In a
 * run's paths it stands below its agent, under the gate's name. What gives no verdict leaves the agent `unresolved`.
 *
 * @throws TroupeError BAD_NAME, NOT_A_PLAN
 */
export function judge<I, O>(name: string, by: Plan<Judged<I, O>, Verdict>): Gate<I, O> {
  const called = acceptName(name, "a judge");
  specOf(by, `The plan of judge "${called}"`);
  return makeGate<O, I>({ kind: "judge", name: called, by });
}
