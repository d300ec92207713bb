import { type Course, isInOrder } from "../patterns/catalogue.ts";
import type { Spec } from "./spec.ts";

/** Whether running it can cost a step: whether there is work in it. People and evaluated functions are free. */
export function costsSteps(spec: Spec): boolean {
  return [...plansIn([spec])].some(({ kind }) => kind === "agent");
}

/** Every plan that may be at work for this one: its children and the fallbacks of its policy. */
export function partsOf(spec: Spec): readonly Spec[] {
  return [...spec.children.map((member) => member.spec), ...(spec.policy?.fallbacks ?? [])];
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

/** The names of a chain's steps; other plans have none. */
export function ownSteps(spec: Spec): readonly string[] {
  return spec.course !== undefined && isInOrder(spec.course.kind) ? spec.children.map(({ segment }) => segment) : [];
}

/** The steps that a policy of this plan may send a chain back to: its own and those of the chains in it, each name once. */
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
