import { costsSteps } from "../tree.ts";
import type { Rule } from "./finding.ts";
import { called, type Places } from "./place.ts";

/** A map over lists of any length, and no budget of steps: the plan has no worst case, and no run starts without either. */
export const missingBound: Rule = {
  name: "missing-bound",
  check({ spec }, places) {
    if (spec.course?.kind !== "map" || spec.course.shape.maxItems !== undefined || !costsSteps(spec)) return [];
    if (isBounded(places)) return [];
    return [
      {
        severity: places.budget === undefined ? "warning" : "error",
        message: `${called(spec)} takes lists of any length: the plan has no worst case, and no run of it starts without a budget of steps.`,
        remedy:
          "Say how many items there may be, as in maxItems: 100; or how many steps a run may take, as in { budget: { steps: 500 } }.",
      },
    ];
  },
};

/** By its own worst case, by its own budget, or by the run's. */
function isBounded({ all: [root], budget }: Places): boolean {
  if (budget?.steps !== undefined || root?.spec.budget?.steps !== undefined) return true;
  return root?.cost?.steps !== Number.POSITIVE_INFINITY;
}
