import { acceptName } from "../model/accept-name.ts";
import { acceptDuration, acceptFunction, acceptKeys, acceptNumber, acceptText, acceptWord } from "../model/accept.ts";
import type { About } from "../model/answer.ts";
import { itemsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { type Gate, makeGate } from "./gate.ts";

/** What a person is asked, how long is waited, and what is taken then. The last two have no default. */
export interface ApprovalOptions<in O> {
  /** Whether to ask at all; left out: always. If it throws, the person is asked, and told why (`because`): when in doubt, ask. */
  readonly when?: (output: O, about: About) => boolean;
  /** What the person is asked, in words: 1 to 500 characters. Left out: the approval's name must say it. */
  readonly asks?: string;
  /** How many different people must approve, 1 to 100; each signs with `by`. Default 1. One rejection is enough to reject. */
  readonly quorum?: number;
  /** Who may answer: an answer names one of these as its `role`. Left out: anybody. Whoever takes the answer vouches for it. */
  readonly roles?: readonly string[];
  /**
   * What a rejection does to an output: `fail` (the default) is final; with `revise` the work tries again, and finds the
   * reason in `context.feedback`, as long as the policy for `invalid-output` grants a round: by default twice. Of an input,
   * and at the deadline, a rejection is always final.
   */
  readonly onReject?: "fail" | "revise";
  /** In milliseconds from when the question is asked, 1 to 315,360,000,000 (ten years). */
  readonly deadlineMs: number;
  /** The verdict at the deadline. An "approve" that nobody gave lets pass what was shown last, and makes the run degraded: nobody looked. */
  readonly otherwise: "approve" | "reject";
}

/**
 * A gate that a person decides, by approving, rejecting or editing the value; what is approved is exactly what was shown,
 * and an answer can name its hash. With a quorum, whoever edits the value approves what it has become, and the others are
 * asked about that anew. Waiting costs nothing of the budget.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_FUNCTION
 */
export function approval<O>(name: string, options: ApprovalOptions<O>): Gate<unknown, O> {
  const called = acceptName(name, "an approval");
  const where = `approval "${called}"`;
  acceptKeys(options, { where, known: ["when", "asks", "quorum", "roles", "onReject", "deadlineMs", "otherwise"] });
  const { when, asks, quorum = 1, roles, onReject = "fail", deadlineMs, otherwise } = options;
  const people = acceptNumber(quorum, { where: `quorum of ${where}`, min: 1, max: PEOPLE_MAX, isWhole: true });
  if (when !== undefined) acceptFunction(when, `when of ${where}`);
  const rejecting = acceptWord(onReject, { where: `onReject of ${where}`, words: ["fail", "revise"] });
  return makeGate<O>({
    kind: "approval",
    name: called,
    ...(asks === undefined ? {} : { asks: acceptText(asks, `asks of ${where}`) }),
    ...(people === 1 ? {} : { quorum: people }),
    ...(roles === undefined ? {} : { roles: acceptRoles(roles, where) }),
    ...(rejecting === "fail" ? {} : { onReject: rejecting }),
    deadlineMs: acceptDuration(deadlineMs, `deadlineMs of ${where}`),
    otherwise: acceptWord(otherwise, { where: `otherwise of ${where}`, words: ["approve", "reject"] }),
    ...(when === undefined ? {} : { test: when }),
  });
}

const PEOPLE_MAX = 100;

function acceptRoles(roles: unknown, where: string): readonly string[] {
  const people = itemsOf(roles);
  if (people === undefined || people.length === 0) {
    throw new TroupeError("BAD_OPTION", {
      what: `roles of ${where} are ${people === undefined ? shown(roles) : "none, so that nobody could answer"}.`,
      remedy: 'Name who may answer, as in roles: ["manager"], or leave it out.',
      facts: { where },
    });
  }
  return Object.freeze(people.map((role) => acceptText(role, `a role of ${where}`)));
}
