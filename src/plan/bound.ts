import type { HandoffShape } from "../patterns/handoff.ts";
import type { OrchestrateShape } from "../patterns/orchestrate.ts";
import { createCostMemo, type CostMemo } from "./cost-memo.ts";
import { specOf } from "./erasure.ts";
import type { AnyPlan } from "./plan.ts";
import { below, DEFAULTS } from "./sight.ts";
import { acceptDepth } from "./size.ts";
import type { Spec } from "./spec.ts";
import { stepsBackFrom } from "./tree.ts";
import { ownChains, type Surroundings, triesOf } from "./tries.ts";

/**
 * The most attempts that a run of the plan can start, whatever its agents do; undefined where there is no such number
 * (a map without `maxItems`) or it is beyond 2^53. It knows no budgets: compare it with one. Not counted: what a person
 * who is asked about an escalation lets run again.
 *
 * An agent: its attempts and its rounds of revise, the most that any policy around it grants, each with all its judges;
 * for each answer that it may get one more attempt, and all plans that may answer, also where policies try again after a
 * question that nobody answered; and the dearest row of fallbacks in a chain of its own policy. A person, pass: 0. chain, parallel, graph: the sum. branch: the dearest case. loop: max times
 * the body. map: maxItems times the body. vote: all voters and the judge. route: 1 + reroutes times the classifier, the
 * 1 + reroutes dearest specialists, and the default. refine: rounds times both. handoff: the dearest way through the
 * peers. orchestrate: rounds times the planner and maxTasks of the dearest worker, and the synthesizer. A combinator is multiplied by the attempts that policies grant it as a whole, and by 1 + the restarts that
 * they grant its group (scope rest and all, `from`).
 *
 * @throws TroupeError NOT_A_PLAN, PLAN_TOO_DEEP
 */
export function bound(plan: AnyPlan): number | undefined {
  return finite(worstCase(specOf(plan)).steps);
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

const AT_THE_TOP: Surroundings = { kind: "run", above: DEFAULTS, steps: new Set(), sources: [], isStandIn: false };

/** Plans never change, so that a plan which is run again is not reckoned again. */
const known = new WeakMap<Spec, Cost>();

/**
 * The worst case of a plan as the whole plan of a run.
 *
 * @throws TroupeError PLAN_TOO_DEEP
 */
export function worstCase(root: Spec): Cost {
  const before = known.get(root);
  if (before !== undefined) return before;
  acceptDepth(root);
  const cost = costOf(root, AT_THE_TOP, createCostMemo());
  known.set(root, cost);
  return cost;
}

/** The worst case of a plan in its place. */
function costOf(spec: Spec, around: Surroundings, memo: CostMemo<Cost>): Cost {
  return memo.find(spec, around) ?? memo.keep(spec, around, reckon(spec, around, memo));
}

function reckon(spec: Spec, around: Surroundings, memo: CostMemo<Cost>): Cost {
  const tries = triesOf(spec, around);
  const inside = { ...around, sources: [...answerersOf(spec), ...around.sources] };
  const children = costsOfChildren(spec, inside, memo);
  const fallbacks = (spec.policy?.fallbacks ?? []).map((plan) => costOf(plan, { ...around, isStandIn: true }, memo));
  const starts = 1 + largest(children.map(({ restarts }) => restarts));
  const lives = (tries.attempts + tries.rounds) * starts;
  return {
    steps:
      times(lives, activation(spec, children)) +
      asking(spec, { lives, children, unanswered: tries.afterUnresolved, all: answering(spec, inside, memo) }) +
      times(tries.fallbacks, dearestFallbacks(spec, fallbacks)),
    restarts: largest([tries.restarts, ...fallbacks.map(({ restarts }) => restarts)]),
    children,
    fallbacks,
  };
}

function answerersOf({ answers = [] }: Spec): readonly Spec[] {
  return answers.flatMap((source) => (source.kind === "plan" ? [source.spec] : []));
}

interface Asking {
  readonly lives: number;
  readonly children: readonly Cost[];
  /** How many lives may follow one whose question nobody answered. */
  readonly unanswered: number;
  /** What all who may answer cost together. */
  readonly all: number;
}

/**
 * What asking back adds: for each answer one more attempt; and where policies try again after it, lives before the last
 * may end with a question that nobody answers, and so before the judges of their outputs.
 */
function asking({ agent }: Spec, { lives, children, unanswered, all }: Asking): number {
  if (agent === undefined || agent.asks === 0) return 0;
  const before = agent.gatesBefore.filter(({ kind }) => kind === "judge").length;
  const judged = sum(children.slice(before).map(({ steps }) => steps));
  return times(agent.asks, 1 + all) + times(Math.min(unanswered, lives - 1), Math.max(0, all - judged));
}

/** What it costs to have a question answered: everybody who may know is asked, and only the last one does. */
function answering(spec: Spec, { above, sources }: Surroundings, memo: CostMemo<Cost>): number {
  if ((spec.agent?.asks ?? 0) === 0) return 0;
  const consulted = { ...AT_THE_TOP, above: below(above, spec.policy?.table) };
  return sum(sources.map((plan, at) => costOf(plan, { ...consulted, sources: sources.slice(at + 1) }, memo).steps));
}

/** A worst case as a number to show and to compare; undefined where there is none. */
export function finite(steps: number): number | undefined {
  return Number.isSafeInteger(steps) ? steps : undefined;
}

/** A pattern's children; an agent's judges, each of which is run by itself. */
function costsOfChildren(spec: Spec, { above, sources }: Surroundings, memo: CostMemo<Cost>): Cost[] {
  const inside = { ...AT_THE_TOP, above: below(above, spec.policy?.table), sources };
  const kind = spec.course?.kind ?? "run";
  return spec.children.map((child, place) =>
    costOf(child.spec, { ...inside, kind, steps: stepsBackFrom(spec, place) }, memo),
  );
}

/** What one life costs at worst. */
function activation(spec: Spec, children: readonly Cost[]): number {
  const { course } = spec;
  const costs = children.map(({ steps }) => steps);
  switch (course?.kind) {
    case undefined:
      return (spec.agent?.work === undefined ? 0 : 1) + sum(costs);
    case "branch":
      return largest(costs);
    case "map":
      return times(course.shape.maxItems ?? Number.POSITIVE_INFINITY, sum(costs));
    case "loop":
      return times(course.shape.max, sum(costs));
    case "refine":
      return times(course.shape.rounds, sum(costs));
    case "route":
      return routed(costs, 1 + course.shape.reroutes);
    case "vote":
      return sum(course.shape.names.length === 1 ? costs.slice(0, 1) : costs);
    case "handoff":
      return handed(spec, course.shape, costs);
    case "orchestrate":
      return orchestrated(course.shape, costs);
    default:
      return sum(costs);
  }
}

/** The dearest way through the peers: each of them as dear as it can be, and then on to one that it may hand off to. */
function handed({ children }: Spec, { names, start, max }: HandoffShape, costs: readonly number[]): number {
  const next = children.map(({ spec }) => (spec.agent?.handsTo ?? []).map((to) => names.indexOf(to)));
  let dearest = costs;
  for (let left = 0; left < max; left++) {
    const from: readonly number[] = dearest;
    dearest = costs.map((cost, peer) => cost + largest((next[peer] ?? []).map((to) => from[to] ?? 0)));
  }
  return dearest[start] ?? 0;
}

function orchestrated({ rounds, maxTasks }: OrchestrateShape, costs: readonly number[]): number {
  const [planner = 0, synthesizer = 0, ...workers] = costs;
  return times(rounds, planner + times(maxTasks, largest(workers))) + synthesizer;
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
