import type { FailureKind } from "../../src/model/failure.ts";
import type { Budget } from "../../src/model/usage.ts";
import type { SayingName, ThrownName, ValueName } from "./oddities.ts";
import type { BallotName, KnowName } from "./words.ts";

/**
 * A run with everything that happens in it, as plain JSON: it can be shrunk, printed, and pasted into a regression test.
 * Plans, functions and thrown values are made from it anew for each run (stage.ts).
 */
export interface Scenario {
  readonly plan: Draft;
  readonly input: unknown;
  readonly seed: number;
  readonly budget: Budget;
  readonly graceMs: number;
  readonly deadlineMs?: number;
  /** How long a person has for an escalation; none: nobody is asked. */
  readonly escalationMs?: number;
  readonly cancelAtMs?: number;
  /** Nobody is there: questions take their defaults at once. */
  readonly isUnattended?: true;
  /** What people say, question by question, over and over; none: they are silent. */
  readonly answers: readonly AnswerDraft[];
}

/** One try of an agent. Times are milliseconds from its start. */
export interface ActDraft {
  readonly afterMs: number;
  readonly ends: EndDraft;
  readonly onAbort: "ends" | "ignores" | number;
  readonly spends: readonly SpendDraft[];
  readonly echoes: number;
}

/** `works`: no act, the agent's own function runs for real and does what `by` says. */
export type EndDraft =
  | { readonly how: "returns"; readonly value: ValueName; readonly confidence?: number }
  | { readonly how: "throws"; readonly thrown: ThrownName }
  | { readonly how: "declines" }
  /** Control goes to a peer, whether or not there is one of that name; `value` goes with it. */
  | { readonly how: "hands off"; readonly to: PeerName; readonly value: ValueName }
  | { readonly how: "asks"; readonly value: ValueName }
  | { readonly how: "hangs" }
  | { readonly how: "works"; readonly by: WorkDraft };

/** What a real function does: at once or as a promise, after odd reports of what it used. */
export interface WorkDraft {
  readonly isLater: boolean;
  readonly usd: "none" | "some" | "negative" | "nan" | "huge";
  readonly progress: "none" | "half" | "nan" | "odd";
  readonly end:
    | { readonly how: "returns"; readonly value: ValueName }
    | { readonly how: "throws"; readonly thrown: ThrownName }
    | { readonly how: "hands off"; readonly to: PeerName }
    | { readonly how: "asks" }
    | { readonly how: "declines" };
}

export interface SpendDraft {
  readonly afterMs: number;
  readonly tokens: number;
  readonly usd: number;
}

export type GateDraft =
  | { readonly kind: "check" | "policy"; readonly says: readonly SayingName[] }
  | {
      readonly kind: "approval";
      readonly when?: readonly SayingName[];
      readonly quorum?: number;
      readonly roles?: readonly RoleName[];
      readonly deadlineMs: number;
      readonly otherwise: "approve" | "reject";
      /** It is an orchestration's, for the tasks of its planner. */
      readonly isOfTasks?: true;
    }
  | {
      readonly kind: "confidence";
      readonly use: number;
      readonly ask?: { readonly from: number; readonly deadlineMs: number; readonly otherwise: "approve" | "reject" };
    }
  | { readonly kind: "judge"; readonly plan: Draft };

export interface AnswerDraft {
  readonly afterMs: number;
  readonly verdict: "silence" | "approve" | "reject" | "edit" | "retry" | "skip" | "strike";
  /** Who signs; left out: somebody new each time. */
  readonly by?: "ann" | "bob";
  readonly role?: RoleName;
}

type RoleName = "boss" | "clerk";

/** Who answers what is asked back: a function that says one thing after the other, or a plan. */
export type AnswererDraft =
  | { readonly by: "function"; readonly says: readonly KnowName[] }
  | { readonly by: "plan"; readonly plan: Draft };

export interface BackoffDraft {
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: "full" | "none";
}

export type DirectiveDraft =
  | {
      readonly does: "retry";
      readonly attempts: number;
      readonly scope: "one" | "rest" | "all";
      /** A step of the nearest chain, by its place there. */
      readonly from?: number;
      readonly restarts?: number;
      readonly delayMs?: number;
      readonly backoff?: BackoffDraft;
    }
  | { readonly does: "revise"; readonly rounds: number }
  | { readonly does: "skip" }
  | { readonly does: "fallback"; readonly plan: Draft }
  | { readonly does: "escalate" };

export type PolicyKind = Exclude<FailureKind, "cancelled"> | "*";
export type PolicyDraft = readonly (readonly [PolicyKind, readonly DirectiveDraft[]])[];

/** What may be declared on any plan. */
interface Declared {
  readonly policy: PolicyDraft;
  readonly budget?: Budget;
  readonly answers?: readonly AnswererDraft[];
}

/** What the schema of an input says of one, at once or as a promise. */
export type InputName = "fits" | "later" | "misfits" | "throws";

/** Where people or functions look at an agent's values. */
interface Gated {
  /** What the schema of its input says, over and over; none: there is no schema. Real functions (`works`) have none. */
  readonly input?: readonly InputName[];
  readonly before: readonly GateDraft[];
  readonly after: readonly GateDraft[];
}

export type AgentDraft = Declared &
  Gated & {
    readonly kind: "agent";
    /** One per attempt, whoever starts it, over and over. */
    readonly acts: readonly ActDraft[];
    readonly timeoutMs: number;
    readonly idempotent: boolean;
    /** How often it may ask back; none: never. */
    readonly asks?: number;
    /** Whom it may hand off to; those that are no peers of its handoff are left out. */
    readonly handsTo?: readonly PeerName[];
    readonly costUsd?: number;
    /** What its own `classify` says of what the work threw. */
    readonly classify?: FailureKind | "nonsense" | "throws";
  };

/** How the ballots of a vote decide. */
export type RuleDraft =
  | {
      readonly by: "majority";
      readonly tie: "fail" | "first" | "judge";
      readonly weights?: readonly number[];
      readonly ballot?: readonly BallotName[];
    }
  | { readonly by: "quorum"; readonly k: number; readonly ballot?: readonly BallotName[] }
  | { readonly by: "best" };

/** A graph's node, and what it waits for: nodes before it, by their places, counted round. */
interface NodeDraft {
  readonly plan: Draft;
  readonly after: readonly EdgeDraft[];
}
export interface EdgeDraft {
  readonly node: number;
  readonly when?: readonly SayingName[];
}

/** Which level of a recursive plan this is, and of how many; it is set when the plan is planted. */
interface LevelDraft {
  readonly at: number;
  readonly of: number;
}

/** A plan as data; its places are named when it is built. */
export type Draft =
  | AgentDraft
  | (Declared & Gated & { readonly kind: "human"; readonly deadlineMs: number; readonly otherwise: "fail" | "value" })
  | (Declared & { readonly kind: "pass" })
  | (Declared & { readonly kind: "chain"; readonly steps: readonly Draft[]; readonly level?: LevelDraft })
  | (Declared & { readonly kind: "parallel"; readonly branches: readonly Draft[] })
  | (Declared & {
      readonly kind: "branch";
      readonly on: readonly ChoiceName[];
      readonly cases: readonly Draft[];
      readonly level?: LevelDraft;
    })
  | (Declared & {
      readonly kind: "map";
      readonly body: Draft;
      readonly maxItems?: number;
      readonly concurrency: number;
    })
  | (Declared & {
      readonly kind: "route";
      readonly by: Draft;
      readonly to: readonly Draft[];
      readonly otherwise: Draft;
      readonly reroutes: number;
    })
  | (Declared & { readonly kind: "given"; readonly select: readonly SelectionName[]; readonly body: Draft })
  | (Declared & {
      readonly kind: "loop";
      readonly body: Draft;
      readonly until: readonly SayingName[];
      readonly max: number;
      readonly exhausted: "fail" | "last";
    })
  | (Declared & {
      readonly kind: "refine";
      readonly generate: Draft;
      readonly evaluate: Draft;
      readonly rounds: number;
      readonly unapproved: "fail" | "best";
    })
  | (Declared & {
      readonly kind: "vote";
      readonly voters: readonly Draft[];
      /** How often the first voter is asked. */
      readonly times: number;
      readonly rule: RuleDraft;
      /** Who chooses, where the rule says that somebody does. */
      readonly judge: Draft;
    })
  | (Declared & {
      readonly kind: "handoff";
      readonly peers: readonly Draft[];
      readonly start: number;
      readonly max: number;
    })
  | (Declared & { readonly kind: "graph"; readonly nodes: readonly NodeDraft[]; readonly output: number })
  | (Declared & {
      readonly kind: "orchestrate";
      readonly planner: Draft;
      readonly synthesizer: Draft;
      readonly workers: readonly Draft[];
      readonly rounds: number;
      readonly maxTasks: number;
      readonly concurrency: number;
    })
  | (Declared & {
      readonly kind: "recursive";
      readonly depth: number;
      /** How a level goes down: in a case of a branch, or in the last step of a chain. */
      readonly via: "branch" | "chain";
      readonly on: readonly ChoiceName[];
      readonly body: Draft;
      readonly otherwise: Draft;
    });

/** What a branch's function gives. */
export type ChoiceName = "left" | "right" | "nowhere" | "number" | "throws";
/** What a given's function gives. */
export type SelectionName = "all" | "two" | "three" | "empty" | "cycle" | "throws";

/** Whether an agent's or a person's input has a schema. Acts see none, so that only gates and people are kept from nonsense. */
export function hasSchema<D extends Gated>(draft: D): draft is D & { readonly input: readonly InputName[] } {
  const works = "acts" in draft && Array.isArray(draft.acts) && draft.acts.some(isReal);
  return draft.input !== undefined && !works;
}

function isReal(act: ActDraft): boolean {
  return act.ends.how === "works";
}

/** The keys of cases and specialists. */
export const SIDES = ["left", "right"] as const;

/** The keys of peers and workers. */
export const PEERS = ["left", "right", "third"] as const;
type PeerName = (typeof PEERS)[number];
