import { acceptName } from "../model/accept-name.ts";
import { acceptKeys, acceptNumber } from "../model/accept.ts";
import { atRest } from "../patterns/catalogue.ts";
import { memberOf, namesOf } from "./members.ts";
import type { Plan } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/** How many items at once, and how many at all. */
export interface MapOptions {
  /** How many items are worked on at once, at least 1. Default 256. */
  readonly concurrency?: number;
  /**
   * The longest list that is taken, at least 1; a longer one leaves the map `unresolved` before anything starts. Left
   * out: any length, and then the plan has no worst case and needs a budget of steps.
   */
  readonly maxItems?: number;
}

const CONCURRENCY = 256;

/**
 * One plan over every item of a list, at most 256 at once unless told otherwise; the outputs keep the items' order. An
 * item that declines leaves it `unresolved`; an empty list gives an empty list.
 *
 * @throws TroupeError BAD_NAME, BAD_OPTION, NOT_A_PLAN
 */
export function map<I, O>(name: string, body: Plan<I, O>, options: MapOptions = {}): Plan<readonly I[], readonly O[]> {
  const called = acceptName(name, "a map");
  const where = `map "${called}"`;
  const children = Object.freeze([memberOf(body, `The body of ${where}`)]);
  acceptKeys(options, { where, known: ["concurrency", "maxItems"] });
  const { concurrency = CONCURRENCY, maxItems } = options;
  const course = frozenCourse(
    atRest("map", {
      names: namesOf(children),
      concurrency: acceptNumber(concurrency, { where: `concurrency of ${where}`, min: 1, isWhole: true }),
      ...(maxItems === undefined
        ? {}
        : { maxItems: acceptNumber(maxItems, { where: `maxItems of ${where}`, min: 1, isWhole: true }) }),
    }),
  );
  return toPlan(Object.freeze({ kind: "map", name: called, children, course }));
}
