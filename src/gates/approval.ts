import { acceptName } from "../model/accept-name.ts";
import { acceptDuration, acceptFunction, acceptKeys, acceptText, acceptWord } from "../model/accept.ts";
import type { About } from "../model/answer.ts";
import { type Gate, makeGate } from "./gate.ts";

/** What a person is asked, how long is waited, and what is taken then. The last two have no default. */
export interface ApprovalOptions<in O> {
  /** Whether to ask at all; left out: always. If it throws, the person is asked: when in doubt, ask. */
  readonly when?: (output: O, about: About) => boolean;
  /** What the person is asked, in words: 1 to 500 characters. Left out: the approval's name must say it. */
  readonly asks?: string;
  /** In milliseconds from when the question is asked, 1 to 315,360,000,000 (ten years). */
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
  acceptKeys(options, { where, known: ["when", "asks", "deadlineMs", "otherwise"] });
  const { when, asks, deadlineMs, otherwise } = options;
  if (when !== undefined) acceptFunction(when, `when of ${where}`);
  return makeGate<O>({
    kind: "approval",
    name: called,
    ...(asks === undefined ? {} : { asks: acceptText(asks, `asks of ${where}`) }),
    deadlineMs: acceptDuration(deadlineMs, `deadlineMs of ${where}`),
    otherwise: acceptWord(otherwise, { where: `otherwise of ${where}`, words: ["approve", "reject"] }),
    ...(when === undefined ? {} : { test: when }),
  });
}
