import { acceptName } from "../model/accept-name.ts";
import { atRest } from "../patterns/catalogue.ts";
import { namesOf, stepsOf } from "./members.ts";
import type { AnyPlan, Plan, PlanInput, PlanOutput } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** The tuple again, with every step that cannot take what the step before gives replaced by the plan that could. */
type Fits<T extends readonly AnyPlan[], Before extends readonly unknown[] = readonly [...T]> = T extends readonly [
  infer A extends AnyPlan,
  infer B extends AnyPlan,
  ...infer R extends AnyPlan[],
]
  ? readonly [A, ...FitsNext<A, B, R>]
  : Before;

type FitsNext<A extends AnyPlan, B extends AnyPlan, R extends readonly AnyPlan[]> = [PlanOutput<A>] extends [
  PlanInput<B>,
]
  ? R extends readonly [infer C extends AnyPlan, ...infer S extends AnyPlan[]]
    ? readonly [B, ...FitsNext<B, C, S>]
    : readonly [B]
  : readonly [Plan<PlanOutput<A>, unknown>, ...R];

/** Steps of which nobody knows how many there are, as in `[first, ...rest]`: what they give must be what they take. */
type FitsAny<T extends readonly AnyPlan[]> = [PlanOutput<T[number]>] extends [PlanInput<T[number]>]
  ? T
  : readonly Plan<PlanOutput<T[number]>, unknown>[];

type Last<T extends readonly unknown[]> = T extends readonly [...unknown[], infer L] ? L : T[number];

/**
 * One step after the other, each on the output of the one before; the last one's output is the chain's. Use it where a
 * task falls into fixed parts. A step that declines leaves the chain `unresolved`. The steps' names are distinct.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION for an empty chain, NOT_A_PLAN, DUPLICATE_NAME
 */
export function chain<const T extends readonly [AnyPlan, ...AnyPlan[]]>(
  name: string,
  steps: T & NoInfer<number extends T["length"] ? FitsAny<T> : Fits<T>>,
): Plan<PlanInput<T[0]>, PlanOutput<Last<T>>> {
  const called = acceptName(name, "a chain");
  const children = stepsOf(steps, `chain "${called}"`);
  return toPlan(
    Object.freeze({
      kind: "chain",
      name: called,
      children,
      course: frozenCourse(atRest("chain", { names: namesOf(children) })),
    }),
  );
}
