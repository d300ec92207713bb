import { ALLOWED } from "../../supervisors/defaults.ts";
import type { Chain, Directive, PolicyTable } from "../../supervisors/policy.ts";
import { FAILURE_KINDS, type FailureKind } from "../model/failure.ts";
import { isAbreast, type PatternKind } from "../patterns/catalogue.ts";
import { below, chainIn, type Sight } from "./sight.ts";
import type { Spec } from "./spec.ts";
import type { Steps } from "./tree.ts";

/** Where a plan is at work: its group, as far as the group decides which retries there can be. */
export interface Surroundings {
  readonly kind: PatternKind;
  /** What the policies above the plan say. */
  readonly above: Sight;
  /** The steps that the group can be sent back to when the plan fails. */
  readonly steps: Steps;
  /** Plans around it that answer what is asked back in it, the nearest first. */
  readonly sources: readonly Spec[];
  /** It stands in for a plan that failed; then its end goes back there, and nobody above is asked about it. */
  readonly isStandIn: boolean;
}

/** The most that policies can grant to one activation of a plan, whatever happens in it. */
export interface Tries {
  /** Lives of a combinator, runs of an agent; the first included. */
  readonly attempts: number;
  /** Rounds of revise beside them. */
  readonly rounds: number;
  /** Of the attempts, those that may follow one that was left unresolved, as by a question that nobody answers. */
  readonly afterUnresolved: number;
  /** Restarts of the group around it. */
  readonly restarts: number;
  /** How often its fallbacks can be turned to. */
  readonly fallbacks: number;
}

/**
 * Reads the policies as `decide()` and the supervisor's machine do: the nearest one that names the kind answers. An
 * agent can fail with every kind. A combinator fails by itself as `unresolved` or with a `defect`; what happens inside
 * it reaches it as a skip, a fallback or an escalation. Attempts and rounds count per activation, over all kinds.
 */
export function triesOf(spec: Spec, around: Surroundings): Tries {
  const own = below(around.above, spec.policy?.table);
  const again = [...behindFallbacks(spec.policy?.table), ...escalations(around)];
  const kinds = spec.agent === undefined ? OWN_FAILURES : FAILURE_KINDS;
  const all = [...kinds.flatMap((kind) => allowed(kind, own[kind])), ...again].filter((it) => applies(it, around));
  const unresolved = [...allowed("unresolved", own.unresolved), ...escalations(around)].filter((it) =>
    applies(it, around),
  );
  const returns = again.filter((it) => applies(it, around));
  return {
    attempts: attemptsIn(all),
    rounds: roundsIn(all),
    afterUnresolved: attemptsIn(unresolved) - 1,
    restarts: restartsIn(all),
    fallbacks: attemptsIn(returns) + roundsIn(returns),
  };
}

const OWN_FAILURES: readonly FailureKind[] = ["unresolved", "defect"];

/** For each kind, what a plan's own policy does about it; nothing where it leaves the kind to others. */
export function ownChains(table: PolicyTable | undefined): readonly Chain[] {
  return FAILURE_KINDS.map((kind) => allowed(kind, chainIn(table, kind) ?? []));
}

/** What is tried once a fallback has failed too: it is about the plan itself, whoever in it had failed. */
function behindFallbacks(table: PolicyTable | undefined): Chain {
  return ownChains(table).flatMap((chain) => {
    const first = chain.findIndex(({ does }) => does === "fallback");
    return first < 0 ? [] : chain.slice(first + 1);
  });
}

/** What the policies above do once the plan has given up. */
function escalations({ above, isStandIn }: Surroundings): Chain {
  return isStandIn ? [] : allowed("escalated", above.escalated);
}

function allowed(kind: FailureKind, chain: Chain): Chain {
  return chain.filter(({ does }) => ALLOWED[kind].includes(does));
}

/** Scopes are for members beside one another, and chains and graphs go back to a step that led to the one that failed. */
function applies(directive: Directive, around: Surroundings): boolean {
  if (directive.does !== "retry") return true;
  if (directive.from !== undefined) return around.steps.has(directive.from);
  return directive.scope === "one" || isAbreast(around.kind);
}

function attemptsIn(chain: Chain): number {
  return chain.reduce(
    (most, it) => (it.does === "retry" && it.from === undefined ? Math.max(most, it.attempts) : most),
    1,
  );
}

function roundsIn(chain: Chain): number {
  return chain.reduce((most, it) => (it.does === "revise" ? Math.max(most, it.rounds) : most), 0);
}

function restartsIn(chain: Chain): number {
  const ofGroup = (it: Directive) => it.does === "retry" && (it.scope !== "one" || it.from !== undefined);
  return chain.reduce((most, it) => (it.does === "retry" && ofGroup(it) ? Math.max(most, it.restarts) : most), 0);
}
