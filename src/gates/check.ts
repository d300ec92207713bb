import { acceptName } from "../model/accept-name.ts";
import { acceptFunction } from "../model/accept.ts";
import type { About } from "../model/answer.ts";
import { type Checked, type Gate, makeGate } from "./gate.ts";

/**
 * A deterministic gate. Anything but true sends the output back to the agent with that feedback, as an `invalid-output`
 * for the policies: by default it is revised, twice at most. Before the work (`gatedBefore`) its no is a rejection.
 * A test that throws is a defect. Costs no step.
 *
 * @throws TroupeError BAD_NAME, NOT_A_FUNCTION
 */
export function check<O>(name: string, test: (output: O, about: About) => Checked): Gate<unknown, O> {
  const called = acceptName(name, "a check");
  acceptFunction(test, `The test of check "${called}"`);
  return makeGate<O>({ kind: "check", name: called, test });
}

/**
 * A deterministic gate whose no is final: a rejection, never revised. Use it for what must not leave the house, as the
 * last gate. A test that throws is a defect. Costs no step.
 *
 * @throws TroupeError BAD_NAME, NOT_A_FUNCTION
 */
export function policy<O>(name: string, test: (output: O, about: About) => Checked): Gate<unknown, O> {
  const called = acceptName(name, "a policy");
  acceptFunction(test, `The test of policy "${called}"`);
  return makeGate<O>({ kind: "policy", name: called, test });
}
