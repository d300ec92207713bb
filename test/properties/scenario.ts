import type { FailureKind } from "../../src/model/failure.ts";
import type { Budget } from "../../src/model/usage.ts";
import type { SayingName, ThrownName, ValueName } from "./oddities.ts";

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
      readonly deadlineMs: number;
      readonly otherwise: "approve" | "reject";
    };

export interface AnswerDraft {
  readonly afterMs: number;
  readonly verdict: "silence" | "approve" | "reject" | "edit" | "retry" | "skip";
}

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
    readonly costUsd?: number;
    /** What its own `classify` says of what the work threw. */
    readonly classify?: FailureKind | "nonsense" | "throws";
  };

/** A plan as data; its places are named when it is built. */
export type Draft =
  | AgentDraft
  | (Declared & Gated & { readonly kind: "human"; readonly deadlineMs: number; readonly otherwise: "fail" | "value" })
  | (Declared & { readonly kind: "pass" })
  | (Declared & { readonly kind: "chain"; readonly steps: readonly Draft[] })
  | (Declared & { readonly kind: "parallel"; readonly branches: readonly Draft[] })
  | (Declared & { readonly kind: "branch"; readonly on: readonly ChoiceName[]; readonly cases: readonly Draft[] })
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
  | (Declared & { readonly kind: "given"; readonly select: readonly SelectionName[]; readonly body: Draft });

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
