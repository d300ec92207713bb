import { acceptName } from "../model/accept-name.ts";
import { atRest } from "../patterns/catalogue.ts";
import { entriesOf, namesOf } from "./members.ts";
import type { CommonInput, Plan, PlanOutput, Plans } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/**
 * All branches at once on the same input; the output has one field per branch. Use it where parts do not depend on one
 * another. A branch that declines leaves it `unresolved`; one that fails for good stops the others, whose finished work
 * is kept in the outcome. The order of starts is the order of the keys.
 *
 * @throws TroupeError BAD_NAME for the name or a key, BAD_OPTION for no branches, NOT_A_PLAN
 */
export function parallel<const P extends Plans>(
  name: string,
  branches: P,
): Plan<CommonInput<P>, { readonly [K in keyof P]: PlanOutput<P[K]> }> {
  const called = acceptName(name, "a parallel");
  const children = entriesOf(branches, `parallel "${called}"`);
  return toPlan(
    Object.freeze({
      kind: "parallel",
      name: called,
      children,
      course: frozenCourse(atRest("parallel", { names: namesOf(children) })),
    }),
  );
}
