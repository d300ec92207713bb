import { acceptFunction, acceptKeys, acceptNumber } from "../model/accept.ts";
import { specOf } from "./erasure.ts";
import { acceptNeeded } from "./needs.ts";
import type { Plan } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { acceptPlaces } from "./size.ts";

/** A plan in terms of itself, how deep it goes, and what stands at the bottom. */
export interface RecursiveOptions<I, O> {
  /** How many levels there are above the bottom, 1 to 100. */
  readonly depth: number;
  /** The plan of one level, from the plan of the next one down. It is called once for each level, when this is built. */
  readonly plan: (deeper: Plan<I, O>) => Plan<I, O>;
  /** What stands at the bottom, where it goes no deeper. */
  readonly otherwise: Plan<I, O>;
}

const NEEDED = {
  depth: "how many levels there may be, as in depth: 3",
  plan: 'the plan of one level, as in plan: (deeper) => chain("explore", [split, map("parts", deeper), join])',
  otherwise: "the plan at the bottom, as in otherwise: answerAtOnce",
};
const DEPTH_MAX = 100;

/**
 * A plan that uses itself, unrolled to a fixed depth: so it can be drawn, bounded and compared like any other, and can
 * never go deeper. A level goes down only if its own plan does, as with a `branch` that answers at once or goes deeper.
 * Where a level uses the next one in several places, the places multiply; where it goes through a list, use `map`.
 *
 * @throws TroupeError BAD_OPTION, NOT_A_FUNCTION, NOT_A_PLAN for a level that is none, PLAN_TOO_LARGE
 */
export function recursive<I, O>(options: RecursiveOptions<I, O>): Plan<I, O> {
  const where = "a recursive plan";
  acceptKeys(options, { where, known: ["depth", "plan", "otherwise"] });
  acceptNeeded(options, { where, options: NEEDED });
  const { depth, plan, otherwise } = options;
  acceptFunction(plan, `plan of ${where}`);
  const levels = acceptNumber(depth, { where: `depth of ${where}`, min: 1, max: DEPTH_MAX, isWhole: true });
  let spec = specOf(otherwise, `otherwise of ${where}`);
  for (let level = levels; level > 0; level--) {
    spec = specOf(plan(toPlan(spec)), `Level ${level} of ${where}`);
    acceptPlaces(spec);
  }
  return toPlan(spec);
}
