import type { About } from "../model/answer.ts";
import { acceptDuration, acceptFunction, acceptKeys, acceptName, acceptWord } from "./accept.ts";
import { type Gate, makeGate } from "./gate.ts";

/** How long a person is waited for, and what is taken then. Neither has a default. */
export interface ApprovalOptions<in O> {
  /** Whether to ask at all; left out: always. If it throws, the person is asked: when in doubt, ask. */
  readonly when?: (output: O, about: About) => boolean;
  /** In milliseconds from when the question is asked, 1 to 2,147,483,647. */
  readonly deadlineMs: number;
  /** The verdict at the deadline. An "approve" that nobody gave makes the run degraded: nobody looked. */
  readonly otherwise: "approve" | "reject";
}

/**
 * A gate that a person decides, by approving, rejecting or editing the value. Waiting costs nothing of the budget.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_FUNCTION
 */
export function approval<O>(name: string, options: ApprovalOptions<O>): Gate<unknown, O> {
  const called = acceptName(name, "an approval");
  const where = `approval "${called}"`;
  acceptKeys(options, { where, known: ["when", "deadlineMs", "otherwise"] });
  const { when, deadlineMs, otherwise } = options;
  if (when !== undefined) acceptFunction(when, `when of ${where}`);
  return makeGate<O>({
    kind: "approval",
    name: called,
    deadlineMs: acceptDuration(deadlineMs, `deadlineMs of ${where}`),
    otherwise: acceptWord(otherwise, { where: `otherwise of ${where}`, words: ["approve", "reject"] }),
    ...(when === undefined ? {} : { test: when }),
  });
}
