/** One list for everything that waits for a person: an approval, a human worker, an escalation. */
export interface Question {
  readonly id: string;
  readonly path: string;
  readonly kind: "approval" | "human" | "escalation";
  /** The gate's or the worker's name. */
  readonly name: string;
  /** What the plan asks the person, in its own words: 1 to 500 characters. Left out where the plan has none. */
  readonly asks?: string;
  /** Of an approval whose `when` threw: with what. Nobody knows whether it had to be asked, so it is. */
  readonly because?: string;
  /** A hash of `shown`: an answer that names another hash is refused, because the value has changed since. */
  readonly hash: string;
  /** It is about a step's input, before the work begins; else about an output. */
  readonly isOfInput: boolean;
  /** What the person is asked about. */
  readonly shown: unknown;
  /** Of an approval that looks at an output: the input that the output was made of. */
  readonly input?: unknown;
  /** How many different people must approve, where it is more than one; and who has so far. An edit begins anew, for it changes what is approved. */
  readonly quorum?: number;
  readonly approvals?: readonly Approval[];
  /** Who may answer: an answer names one of these as its `role`. Left out: anybody. */
  readonly roles?: readonly string[];
  /** Of an approval: whose output it is tries again when it is rejected, and hears the reason. Left out: a rejection is final. */
  readonly onReject?: "revise";
  /** Absolute, in milliseconds of the host's clock. */
  readonly deadline: number;
  /** What is taken at the deadline. */
  readonly otherwise: string;
}

/** Somebody approved. */
export interface Approval {
  readonly by: string;
  readonly role?: string;
}

/** What a person can say. A human worker is answered with `edit` and its value; `retry` and `skip` answer escalations. */
export type Reply =
  | { readonly verdict: "approve" }
  | { readonly verdict: "reject"; readonly reason: string }
  | { readonly verdict: "edit"; readonly value: unknown }
  | { readonly verdict: "retry" }
  | { readonly verdict: "skip"; readonly value: unknown };

/** Where an approval shows a list: strikes out the items at these places, from 0. It is taken as the edit that it amounts to. */
export interface Strike {
  readonly verdict: "strike";
  readonly items: readonly number[];
}

/** Which replies a kind of question understands. */
export const REPLIES: Readonly<Record<Question["kind"], readonly (Reply | Strike)["verdict"][]>> = {
  approval: ["approve", "reject", "edit", "strike"],
  human: ["edit", "reject"],
  escalation: ["retry", "skip", "reject"],
};

/** What became of an answer. Too late, or to a value that has changed since, is a result and no error. */
export interface Answered {
  readonly accepted: boolean;
  readonly why?: string;
}
