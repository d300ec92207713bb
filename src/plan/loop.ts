import { acceptName } from "../model/accept-name.ts";
import { acceptFunction, acceptKeys, acceptNumber, acceptWord } from "../model/accept.ts";
import { atRest } from "../patterns/catalogue.ts";
import { erased } from "./erasure.ts";
import { memberOf, namesOf } from "./members.ts";
import { acceptNeeded } from "./needs.ts";
import type { Plan } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** When a loop is content, how often it runs at most, and what it is worth if it never is. */
export interface LoopOptions<in O> {
  /** Whether this output will do. `round` counts from 1. It costs no step; if it throws, that is a defect of the loop. */
  until(output: O, round: number): boolean;
  /** How often the body runs at most, at least 1. */
  readonly max: number;
  /**
   * Where `until` was never content: `fail` (the default) leaves the loop `unresolved`; `last` gives the last output, and
   * the run is degraded.
   */
  readonly exhausted?: "fail" | "last";
}

const NEEDED = {
  until: "the function of an output that says whether it will do, as in until: (draft) => draft.length < 500",
  max: "how often the body runs at most, as in max: 5",
};

/**
 * One plan over and over, each time on its own last output, until a function is content; at most `max` times. Use it
 * where code can say whether it is done; where that takes judgement, use `refine`. In a run's paths the first round is
 * `name/body`, the next ones `name/body[1]` and so on.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_FUNCTION, NOT_A_PLAN
 */
export function loop<I, O extends I>(name: string, body: Plan<I, O>, options: LoopOptions<NoInfer<O>>): Plan<I, O> {
  const called = acceptName(name, "a loop");
  const where = `loop "${called}"`;
  const children = Object.freeze([memberOf(body, `The body of ${where}`)]);
  acceptKeys(options, { where, known: ["until", "max", "exhausted"] });
  acceptNeeded(options, { where, options: NEEDED });
  const { until, max, exhausted = "fail" } = options;
  acceptFunction(until, `until of ${where}`);
  const course = frozenCourse(
    atRest("loop", {
      names: namesOf(children),
      max: acceptNumber(max, { where: `max of ${where}`, min: 1, isWhole: true }),
      exhausted: acceptWord(exhausted, { where: `exhausted of ${where}`, words: ["fail", "last"] }),
    }),
  );
  return toPlan(Object.freeze({ kind: "loop", name: called, children, course, evaluate: erased(until) }));
}
