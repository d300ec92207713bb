import { atRest } from "../patterns/catalogue.ts";
import type { Plan, Settled } from "./plan.ts";
import { toPlan } from "./planned.ts";
import { frozenCourse } from "./tree.ts";

/**
 * Hands its input on, and costs no step. Keeps context beside parallel branches:
 * `parallel("p", { ticket: pass<Ticket>(), … })`. Say the type: it is inferred from nothing around it, and would be unknown.
 */
export function pass<T>(): Plan<Settled<T>, Settled<T>> {
  return toPlan(
    Object.freeze({
      kind: "pass",
      name: "pass",
      children: Object.freeze([]),
      course: frozenCourse(atRest("pass", {})),
    }),
  );
}
