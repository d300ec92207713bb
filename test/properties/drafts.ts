import type { ThrownName, ValueName } from "./oddities.ts";
import type {
  ActDraft,
  AgentDraft,
  DirectiveDraft,
  Draft,
  GateDraft,
  PolicyDraft,
  PolicyKind,
  Scenario,
} from "./scenario.ts";

const NOTHING_DECLARED = { policy: [] } as const;

/** An act that ends as it is told, at once unless told otherwise. */
export function act(ends: ActDraft["ends"], more: Partial<ActDraft> = {}): ActDraft {
  return { afterMs: 0, ends, onAbort: "ends", spends: [], echoes: 0, ...more };
}

/** An act that returns. */
export function gives(value: ValueName = "marked", more: Partial<ActDraft> = {}): ActDraft {
  return act({ how: "returns", value }, more);
}

/** An act that throws. */
export function throws(thrown: ThrownName = "error", more: Partial<ActDraft> = {}): ActDraft {
  return act({ how: "throws", thrown }, more);
}

/** An agent that goes round these acts. */
export function worker(acts: readonly ActDraft[] = [], more: Partial<AgentDraft> = {}): AgentDraft {
  return { kind: "agent", acts, timeoutMs: 1_000, idempotent: false, before: [], after: [], policy: [], ...more };
}

/** A person who answers within `deadlineMs`, or fails. */
export function person(deadlineMs: number): Draft {
  return { ...NOTHING_DECLARED, kind: "human", before: [], after: [], deadlineMs, otherwise: "fail" };
}

/** Steps one after the other. */
export function inTurn(steps: readonly Draft[], policy: PolicyDraft = []): Draft {
  return { kind: "chain", steps, policy };
}

/** Branches at once. */
export function atOnce(branches: readonly Draft[], policy: PolicyDraft = []): Draft {
  return { kind: "parallel", branches, policy };
}

/** One plan over a list of three. */
export function overThree(body: Draft, policy: PolicyDraft = []): Draft {
  return { ...NOTHING_DECLARED, kind: "given", select: ["three"], body: { kind: "map", body, concurrency: 2, policy } };
}

/** A map of something that is no list: it fails at once, and nobody in it begins. */
export function overNothing(): Draft {
  return { ...NOTHING_DECLARED, kind: "map", body: { ...NOTHING_DECLARED, kind: "pass" }, concurrency: 1 };
}

/** A policy for one kind. */
export function on(kind: PolicyKind, ...chain: readonly DirectiveDraft[]): PolicyDraft {
  return [[kind, chain]];
}

/** Another try. */
export function again(more: Partial<Extract<DirectiveDraft, { does: "retry" }>> = {}): DirectiveDraft {
  return { does: "retry", attempts: 2, scope: "one", delayMs: 0, ...more };
}

/** Another plan. */
export function instead(plan: Draft): DirectiveDraft {
  return { does: "fallback", plan };
}

/** A run of a plan with room for everything. */
export function runOf(plan: Draft, more: Partial<Scenario> = {}): Scenario {
  return { plan, input: 1, seed: 0, budget: { steps: 30 }, graceMs: 5, answers: [], ...more };
}

/** A vote by quorum of its voters' own words. */
export function voteOf(voters: readonly Draft[], more: Partial<Extract<Draft, { kind: "vote" }>> = {}): Draft {
  return { kind: "vote", voters, times: 1, rule: { by: "quorum", k: 0 }, judge: worker(), policy: [], ...more };
}

/** A gate at which a plan judges. */
export function judgedBy(plan: Draft): GateDraft {
  return { kind: "judge", plan };
}
