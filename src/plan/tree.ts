import { type Course, canRewind } from "../patterns/catalogue.ts";
import { consumersOf } from "../patterns/graph.ts";
import type { Spec } from "./spec.ts";

/** Whether running it can cost a step: whether there is work in it. People and evaluated functions are free. */
export function costsSteps(spec: Spec): boolean {
  return [...plansIn([spec])].some(({ kind }) => kind === "agent");
}

/** Every plan that may be at work for this one: its children, the fallbacks of its policy, and who answers what is asked back in it. */
export function partsOf(spec: Spec): readonly Spec[] {
  const answerers = (spec.answers ?? []).flatMap((source) => (source.kind === "plan" ? [source.spec] : []));
  return [...spec.children.map((member) => member.spec), ...(spec.policy?.fallbacks ?? []), ...answerers];
}

/** These plans and all that are in them, each once however often it is used, and without recursion however deep it is. */
export function plansIn(roots: readonly Spec[]): ReadonlySet<Spec> {
  const plans = new Set(roots);
  for (const plan of plans) for (const part of partsOf(plan)) plans.add(part);
  return plans;
}

/** Every plan that may be at work in this one's place: itself, its fallbacks, and theirs. */
export function standInsOf(spec: Spec): ReadonlySet<Spec> {
  const plans = new Set([spec]);
  for (const plan of plans) for (const fallback of plan.policy?.fallbacks ?? []) plans.add(fallback);
  return plans;
}

/** The names of the steps of a chain or a graph; other plans have none. */
export function ownSteps(spec: Spec): readonly string[] {
  return spec.course !== undefined && canRewind(spec.course.kind) ? spec.children.map(({ segment }) => segment) : [];
}

/** Names of steps, to be asked for one: they are as many as the plan has children, and hardly ever needed. */
export type Steps = Pick<ReadonlySet<string>, "has">;

/** The steps that the group can be sent back to when its child at `place` fails: that one, and those whose output it came from. */
export function stepsBackFrom(spec: Spec, place: number): Steps {
  const { course } = spec;
  if (course?.kind === "chain") return { has: (step) => isAtOrBefore(course.shape.names.indexOf(step), place) };
  if (course?.kind !== "graph") return NO_STEPS;
  return { has: (step) => consumersOf(course.shape, course.shape.names.indexOf(step)).has(place) };
}

const NO_STEPS: Steps = new Set();

function isAtOrBefore(step: number, place: number): boolean {
  return step >= 0 && step <= place;
}

/** The steps that a policy of this plan may send a chain or a graph back to: its own and those of the chains and graphs in it, each name once. */
export function stepNames(spec: Spec): readonly string[] {
  const inside = [...plansIn(spec.children.map((member) => member.spec))];
  return [...new Set([...ownSteps(spec), ...inside.flatMap(ownSteps)])];
}

/** A pattern at rest as a part of a plan, which never changes. */
export function frozenCourse<C extends Course>(course: C): C {
  Object.freeze(course.shape);
  Object.freeze(course);
  return course;
}
