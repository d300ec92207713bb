import { acceptDistinct, acceptName } from "../model/accept-name.ts";
import { acceptKeys, acceptNumber } from "../model/accept.ts";
import { atRest } from "../patterns/catalogue.ts";
import { specOf } from "./erasure.ts";
import { entriesOf, memberOf, namesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { Plan, PlanOutput, Plans } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** The segment of the default plan. */
const OTHERWISE = "otherwise";
const REROUTES = 1;
const NEEDED = {
  by: "the plan that names the specialist, as in by: classify",
  to: "the specialists under their keys, as in to: { billing, tech }",
  otherwise: "the plan that takes what none of them does, as in otherwise: anybody",
};

/** Who names the specialist, who they are, and who takes the rest. */
export interface RouteOptions<S extends Plans, I, D> {
  /** The classifier: its output is a key of `to`. */
  readonly by: Plan<I, keyof S & string>;
  readonly to: S & { readonly [K in keyof S]: Plan<NoInfer<I>, unknown> };
  /** Takes what the classifier declines or names wrongly, and what specialists decline once the reroutes are used up. */
  readonly otherwise: Plan<NoInfer<I>, D>;
  /**
   * How often a specialist's decline asks the classifier again, which then hears who declined and why. At least 0,
   * default 1. Nobody is asked twice: naming one who declined leads to `otherwise`.
   */
  readonly reroutes?: number;
}

/**
 * A classifier names the specialist, and both get the same input. Use it where the task must be read to know whose it
 * is; where code can decide, use `branch`. In a run's paths the classifier has its own name, a specialist its key, and
 * the default plan "otherwise". If that declines too, the route is `unresolved`.
 *
 * @throws TroupeError BAD_NAME for the name or a key, BAD_OPTION, NOT_A_PLAN, DUPLICATE_NAME for a key "otherwise" or
 * one that is the classifier's name
 */
export function route<const S extends Plans, I, D>(
  name: string,
  options: RouteOptions<S, I, D>,
): Plan<I, PlanOutput<S[keyof S]> | D> {
  const called = acceptName(name, "a route");
  const where = `route "${called}"`;
  acceptKeys(options, { where, known: ["by", "to", "otherwise", "reroutes"] });
  acceptNeeded(options, { where, options: NEEDED });
  const { by, to, otherwise, reroutes = REROUTES } = options;
  const classifier = memberOf(by, `by of ${where}`);
  const specialists = entriesOf(to, `to of ${where}`);
  const rest = Object.freeze({ segment: OTHERWISE, spec: specOf(otherwise, `otherwise of ${where}`) });
  const children = Object.freeze([classifier, ...specialists, rest]);
  acceptDistinct(namesOf(children), {
    where,
    remedy:
      'The classifier, the keys of to and "otherwise" are places beside one another: give the key or the classifier another name.',
  });
  const course = frozenCourse(
    atRest("route", {
      labels: namesOf(specialists),
      reroutes: acceptNumber(reroutes, { where: `reroutes of ${where}`, min: 0, isWhole: true }),
    }),
  );
  return toPlan(Object.freeze({ kind: "route", name: called, children, course }));
}
