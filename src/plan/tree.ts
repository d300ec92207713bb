import type { Course } from "../patterns/catalogue.ts";
import type { Spec } from "./spec.ts";

/** Whether running it can cost a step: whether there is work in it. People and evaluated functions are free. */
export function costsSteps(spec: Spec): boolean {
  return spec.kind === "agent" || partsOf(spec).some(costsSteps);
}

/** Every plan that may be at work for this one: its children and the fallbacks of its policy. */
function partsOf(spec: Spec): readonly Spec[] {
  return [...spec.children.map((member) => member.spec), ...(spec.policy?.fallbacks ?? [])];
}

/** The steps that a policy of this plan may send a chain back to: its own and those of the chains in it, each name once. */
export function stepNames(spec: Spec): readonly string[] {
  const own = spec.kind === "chain" ? spec.children.map((member) => member.segment) : [];
  return [...new Set([...own, ...spec.children.flatMap((member) => stepNames(member.spec))])];
}

/** A pattern at rest as a part of a plan, which never changes. */
export function frozenCourse<C extends Course>(course: C): C {
  Object.freeze(course.shape);
  Object.freeze(course);
  return course;
}
