import type { Spec } from "../spec.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A plan that stands in for itself. */
export const sameFallback: Rule = {
  name: "same-fallback",
  check({ spec, up, as }) {
    if (as !== "fallback" || up === undefined || !isSame(spec, up.spec)) return [];
    return [
      {
        severity: "warning",
        message: `${called(spec)} is its own fallback.`,
        remedy: "Say retry() for another try, or name a plan that does it in another way.",
      },
    ];
  },
};

/** Whether it is the same work, whatever policies and budgets are around it. */
function isSame(one: Spec, other: Spec): boolean {
  if (one.agent !== undefined) return one.agent === other.agent;
  return one.kind === other.kind && one.children === other.children && one.evaluate === other.evaluate;
}
