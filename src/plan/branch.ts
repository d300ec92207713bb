import { acceptName } from "../model/accept-name.ts";
import { acceptFunction, acceptKeys } from "../model/accept.ts";
import { atRest } from "../patterns/catalogue.ts";
import { erased } from "./erasure.ts";
import { entriesOf, namesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { CommonInput, Plan, PlanOutput, Plans } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** The cases, and the function that chooses among them. */
export interface BranchOptions<C extends Plans> {
  /** Names the case that runs. Costs no step; a throw is a defect of the branch, a name that is no case leaves it `unresolved`. */
  readonly on: (input: CommonInput<C>) => keyof C & string;
  readonly cases: C;
}

const NEEDED = {
  on: 'the function that names a case, as in on: ({ size }) => (size > 100 ? "large" : "small")',
  cases: "the plans to choose from, as in cases: { small, large }",
};

/**
 * A function of the input names the case that runs, on the same input. Use it where code can decide; where a model must
 * read the task to decide, use `route`.
 *
 * @throws TroupeError BAD_NAME for the name or a key, BAD_OPTION, NOT_A_FUNCTION, NOT_A_PLAN
 */
export function branch<const C extends Plans>(
  name: string,
  options: BranchOptions<C>,
): Plan<CommonInput<C>, PlanOutput<C[keyof C]>> {
  const called = acceptName(name, "a branch");
  const where = `branch "${called}"`;
  acceptKeys(options, { where, known: ["on", "cases"] });
  acceptNeeded(options, { where, options: NEEDED });
  acceptFunction(options.on, `on of ${where}`);
  const children = entriesOf(options.cases, `the cases of ${where}`);
  const course = frozenCourse(atRest("branch", { names: namesOf(children) }));
  return toPlan(Object.freeze({ kind: "branch", name: called, children, course, evaluate: erased(options.on) }));
}
