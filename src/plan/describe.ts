import type { PolicyTable } from "../../supervisors/policy.ts";
import type { GateSpec } from "../gates/gate.ts";
import type { Budget } from "../model/usage.ts";
import { type Cost, finite, worstCase } from "./bound.ts";
import type { Brief } from "../model/brief.ts";
import { acceptPlaces } from "./size.ts";
import { specOf } from "./erasure.ts";
import type { AnyPlan } from "./plan.ts";
import type { AgentSpec, Expectation, Member, PersonSpec, Spec } from "./spec.ts";

/** A plan as JSON: all of it but its functions. For printing, drawing, comparing and storing. */
export interface PlanNode {
  readonly kind: Spec["kind"];
  readonly name: string;
  /** Its part of a run's paths: its name, or its key where it stands in a record; `fallback:` and the name for a fallback. */
  readonly segment: string;
  /** In the pattern's order. Of a route: the classifier, the specialists, the default. */
  readonly children: readonly PlanNode[];
  /** The most steps that one activation of it can cost in this place, fallbacks included; left out where there is no such number. */
  readonly bound?: number;
  readonly budget?: Budget;
  /** The chain of directives of every kind that its own policy names. A fallback's `plan` indexes `fallbacks`. */
  readonly policy?: PolicyTable;
  readonly fallbacks?: readonly PlanNode[];
  /** Of an agent and a person. */
  readonly agent?: AgentDescription;
  /** Of a map. */
  readonly concurrency?: number;
  readonly maxItems?: number;
  /** Of a route. */
  readonly reroutes?: number;
}

/** What is declared of an agent or a person. */
export interface AgentDescription {
  /** Of an agent, in milliseconds. */
  readonly timeoutMs?: number;
  /** Of a person: what is asked in words, how long is waited, in milliseconds, and what is taken then. */
  readonly person?: PersonSpec;
  /** Whether there is a schema. */
  readonly checksInput: boolean;
  readonly checksOutput: boolean;
  readonly isIdempotent: boolean;
  readonly brief?: Brief;
  readonly expects?: Expectation;
  readonly gatesBefore: readonly GateDescription[];
  readonly gatesAfter: readonly GateDescription[];
}

/** What is declared of a gate. */
export interface GateDescription {
  readonly kind: GateSpec["kind"];
  readonly name: string;
  /** Of an approval: whether a function says if a person is asked at all. */
  readonly isConditional?: boolean;
  /** Of an approval: what the person is asked, in words. */
  readonly asks?: string;
  readonly deadlineMs?: number;
  readonly otherwise?: "approve" | "reject";
}

/**
 * Describes a plan.
 *
 * @throws TroupeError NOT_A_PLAN, PLAN_TOO_DEEP, PLAN_TOO_LARGE
 */
export function describe(plan: AnyPlan): PlanNode {
  const spec = specOf(plan);
  const worst = worstCase(spec);
  acceptPlaces(spec);
  return node(spec, spec.name, worst);
}

function node(spec: Spec, segment: string, cost: Cost): PlanNode {
  const { kind, name, budget, agent, policy } = spec;
  const bound = finite(cost.steps);
  return {
    kind,
    name,
    segment,
    children: nodes(spec.children, cost.children),
    ...(bound === undefined ? {} : { bound }),
    ...(budget === undefined ? {} : { budget }),
    ...(policy === undefined ? {} : { policy: policy.table }),
    ...(policy === undefined || policy.fallbacks.length === 0
      ? {}
      : { fallbacks: nodes(standIns(policy.fallbacks), cost.fallbacks) }),
    ...(agent === undefined ? {} : { agent: describeAgent(agent) }),
    ...shapeOf(spec),
  };
}

/** The costs are the children's, in their order. */
function nodes(members: readonly Member[], costs: readonly Cost[]): readonly PlanNode[] {
  return members.flatMap(({ spec, segment }, index) => {
    const cost = costs[index];
    return cost === undefined ? [] : [node(spec, segment, cost)];
  });
}

function standIns(plans: readonly Spec[]): readonly Member[] {
  return plans.map((spec) => ({ segment: `fallback:${spec.name}`, spec }));
}

function shapeOf({ course }: Spec): Pick<PlanNode, "concurrency" | "maxItems" | "reroutes"> {
  if (course?.kind === "route") return { reroutes: course.shape.reroutes };
  if (course?.kind !== "map") return {};
  const { concurrency, maxItems } = course.shape;
  return { concurrency, ...(maxItems === undefined ? {} : { maxItems }) };
}

function describeAgent(agent: AgentSpec): AgentDescription {
  const { person, brief, expects, timeoutMs } = agent;
  return {
    ...(person === undefined ? { timeoutMs } : { person }),
    checksInput: agent.input !== undefined,
    checksOutput: agent.output !== undefined,
    isIdempotent: agent.isIdempotent,
    ...(brief === undefined ? {} : { brief }),
    ...(expects === undefined ? {} : { expects }),
    gatesBefore: agent.gatesBefore.map(describeGate),
    gatesAfter: agent.gatesAfter.map(describeGate),
  };
}

function describeGate({ kind, name, test, asks, deadlineMs, otherwise }: GateSpec): GateDescription {
  return {
    kind,
    name,
    ...(kind === "approval" ? { isConditional: test !== undefined } : {}),
    ...(asks === undefined ? {} : { asks }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}
