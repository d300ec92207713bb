import { under } from "../../supervisors/policy.ts";
import { specOf } from "./erasure.ts";
import type { AnyPlan } from "./plan.ts";
import type { Spec } from "./spec.ts";
import { ownChains, type Surroundings, triesOf } from "./tries.ts";

/**
 * The most attempts that a run of the plan can start, whatever its agents do; undefined where there is no such number
 * (a map without `maxItems`) or it is beyond 2^53. It knows no budgets: compare it with one. Not counted: what a person
 * who is asked about an escalation lets run again.
 *
 * An agent: its attempts and its rounds of revise, the most that any policy around it grants, and the dearest row of
 * fallbacks in a chain of its own policy. A person, pass: 0. chain, parallel: the sum. branch: the dearest case. map:
 * maxItems times the body. route: 1 + reroutes times the classifier, the 1 + reroutes dearest specialists, and the
 * default. A combinator is multiplied by the attempts that policies grant it as a whole, and by 1 + the restarts that
 * they grant its group (scope rest and all, `from`).
 *
 * @throws TroupeError NOT_A_PLAN
 */
export function bound(plan: AnyPlan): number | undefined {
  return finite(costOf(specOf(plan)).steps);
}

/** A plan's worst case, and those of its parts in the same place; Infinity where there is none. */
export interface Cost {
  /** Of one activation, its retries and fallbacks included. */
  readonly steps: number;
  /** How often it can restart the group around it. */
  readonly restarts: number;
  readonly children: readonly Cost[];
  readonly fallbacks: readonly Cost[];
}

const AT_THE_TOP: Surroundings = { kind: "run", lineage: undefined, steps: new Map(), place: 0, isStandIn: false };

/** The worst case of a plan in its place; without a place, as the whole plan of a run. */
export function costOf(spec: Spec, around: Surroundings = AT_THE_TOP): Cost {
  const tries = triesOf(spec, around);
  const children = costsOfChildren(spec, around);
  const fallbacks = (spec.policy?.fallbacks ?? []).map((plan) => costOf(plan, { ...around, isStandIn: true }));
  const lives = tries.attempts + tries.rounds;
  const starts = 1 + largest(children.map(({ restarts }) => restarts));
  return {
    steps:
      times(lives * starts, activation(spec, children)) + times(tries.fallbacks, dearestFallbacks(spec, fallbacks)),
    restarts: largest([tries.restarts, ...fallbacks.map(({ restarts }) => restarts)]),
    children,
    fallbacks,
  };
}

/** A worst case as a number to show and to compare; undefined where there is none. */
export function finite(steps: number): number | undefined {
  return Number.isSafeInteger(steps) ? steps : undefined;
}

function costsOfChildren(spec: Spec, around: Surroundings): readonly Cost[] {
  const lineage = under(spec.name, spec.policy?.table, around.lineage);
  const steps = placesOf(spec);
  return spec.children.map((child, place) =>
    costOf(child.spec, { kind: spec.kind, lineage, steps, place, isStandIn: false }),
  );
}

/** The first place of every name that a step of a chain can have: its own, or that of a plan standing in for it. */
function placesOf(spec: Spec): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  if (spec.kind !== "chain") return places;
  for (const [place, child] of spec.children.entries()) {
    for (const name of [child.segment, ...standIns(child.spec)]) if (!places.has(name)) places.set(name, place);
  }
  return places;
}

function standIns(spec: Spec): readonly string[] {
  return (spec.policy?.fallbacks ?? []).flatMap((plan) => [plan.name, ...standIns(plan)]);
}

/** What one life costs at worst. */
function activation(spec: Spec, children: readonly Cost[]): number {
  const { course } = spec;
  const costs = children.map(({ steps }) => steps);
  switch (course?.kind) {
    case undefined:
      return spec.agent?.work === undefined ? 0 : 1;
    case "branch":
      return largest(costs);
    case "map":
      return times(course.shape.maxItems ?? Number.POSITIVE_INFINITY, sum(costs));
    case "route":
      return routed(costs, 1 + course.shape.reroutes);
    default:
      return sum(costs);
  }
}

/** The classifier as often as it is asked, as many specialists, the dearest ones, and the default. */
function routed(costs: readonly number[], asked: number): number {
  const [classifier = 0, ...rest] = costs;
  const specialists = rest.slice(0, -1).toSorted((a, b) => b - a);
  return times(asked, classifier) + sum(specialists.slice(0, asked)) + (rest.at(-1) ?? 0);
}

/** One failure follows one chain: the fallbacks in it, one after the other. */
function dearestFallbacks(spec: Spec, costs: readonly Cost[]): number {
  const rows = ownChains(spec.policy?.table).map((chain) =>
    sum(chain.map((directive) => (directive.does === "fallback" ? (costs[directive.plan]?.steps ?? 0) : 0))),
  );
  return largest(rows);
}

/** Nothing stays nothing, however often. */
function times(count: number, steps: number): number {
  return steps === 0 ? 0 : count * steps;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
