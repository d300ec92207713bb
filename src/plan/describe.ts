import type { PolicyTable } from "../../supervisors/policy.ts";
import type { Budget } from "../model/usage.ts";
import { type Cost, finite, worstCase } from "./bound.ts";
import { type AgentDescription, describeAgent } from "./describe/agent-description.ts";
import { type Part, partAt } from "./describe/part.ts";
import { type ShapeDescription, shapeOf } from "./describe/shape.ts";
import { specOf } from "./erasure.ts";
import type { AnyPlan } from "./plan.ts";
import { acceptPlaces } from "./size.ts";
import type { AnswerSource, Spec } from "./spec.ts";

/** A plan as JSON: all of it but its functions. For printing, drawing, comparing and storing. */
export interface PlanNode extends ShapeDescription {
  readonly kind: Spec["kind"];
  readonly name: string;
  /** Its part of a run's paths: its name, or its key where it stands in a record; `fallback:` and the name for a fallback. */
  readonly segment: string;
  /** What it is to the plan around it, where not all children are the same to that: `classifier`, `voter`, `planner` and so on. */
  readonly part?: Part;
  /** In the pattern's order; of a graph, each node behind those that it waits for. Of an agent: the plans of its judges. */
  readonly children: readonly PlanNode[];
  /**
   * The most steps that one activation of it can cost in this place, fallbacks included; left out where there is no such
   * number, and in plans that answer what is asked back: what these cost, depends on who asks.
   */
  readonly bound?: number;
  readonly budget?: Budget;
  /** The chain of directives of every kind that its own policy names. A fallback's `plan` indexes `fallbacks`. */
  readonly policy?: PolicyTable;
  readonly fallbacks?: readonly PlanNode[];
  /** Who answers what is asked back in it, in the order in which they are asked. */
  readonly answers?: readonly AnswererDescription[];
  /** Of an agent and a person. */
  readonly agent?: AgentDescription;
}

/** Who answers what is asked back: a function, or a plan. */
export type AnswererDescription =
  | { readonly kind: "function" }
  | {
      readonly kind: "plan";
      /** Its segment is `answers:` and the name. */
      readonly plan: PlanNode;
    };

/**
 * Describes a plan. What it gives is JSON by `troupe/plan.schema.json`: equal for plans that differ in their functions
 * alone.
 *
 * @throws TroupeError NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE
 */
export function describe(plan: AnyPlan): PlanNode {
  const spec = specOf(plan);
  const worst = worstCase(spec);
  acceptPlaces(spec);
  return node(spec, { segment: spec.name, cost: worst, part: undefined });
}

/** Where a plan stands. Who answers has no cost of its own. */
interface Standing {
  readonly segment: string;
  readonly cost: Cost | undefined;
  readonly part: Part | undefined;
}

function node(spec: Spec, { segment, cost, part }: Standing): PlanNode {
  const { kind, name, budget, agent, policy, answers } = spec;
  const bound = cost === undefined ? undefined : finite(cost.steps);
  const fallbacks = policy?.fallbacks ?? [];
  return {
    kind,
    name,
    segment,
    ...(part === undefined ? {} : { part }),
    children: spec.children.map((child, place) =>
      node(child.spec, { segment: child.segment, cost: cost?.children[place], part: partAt(spec, place) }),
    ),
    ...(bound === undefined ? {} : { bound }),
    ...(budget === undefined ? {} : { budget }),
    ...(policy === undefined ? {} : { policy: policy.table }),
    ...(fallbacks.length === 0
      ? {}
      : {
          fallbacks: fallbacks.map((plan, place) =>
            node(plan, { segment: `fallback:${plan.name}`, cost: cost?.fallbacks[place], part: undefined }),
          ),
        }),
    ...(answers === undefined ? {} : { answers: answers.map(describeAnswerer) }),
    ...(agent === undefined ? {} : { agent: describeAgent(agent) }),
    ...shapeOf(spec),
  };
}

function describeAnswerer(source: AnswerSource): AnswererDescription {
  if (source.kind === "function") return { kind: "function" };
  const { spec } = source;
  return { kind: "plan", plan: node(spec, { segment: `answers:${spec.name}`, cost: undefined, part: undefined }) };
}
