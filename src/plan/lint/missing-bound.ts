import { costsSteps } from "../tree.ts";
import type { Remark, Rule } from "./finding.ts";
import { called, type Place, type Places } from "./place.ts";

/**
 * A map over lists of any length, or a worst case beyond all counting, and no budget of steps: no run starts without one of
 * them.
 */
export const missingBound: Rule = {
  name: "missing-bound",
  check: (place, places) => (isBounded(places) ? [] : [...anyLength(place, places), ...beyondCounting(place, places)]),
};

function anyLength({ spec }: Place, places: Places): readonly Remark[] {
  if (spec.course?.kind !== "map" || spec.course.shape.maxItems !== undefined || !costsSteps(spec)) return [];
  return [
    {
      severity: places.budget === undefined ? "warning" : "error",
      message: `${called(spec)} takes lists of any length: the plan has no worst case, and no run of it starts without a budget of steps.`,
      remedy:
        "Say how many items there may be, as in maxItems: 100; or how many steps a run may take, as in { budget: { steps: 500 } }.",
    },
  ];
}

function beyondCounting({ spec, up, cost }: Place, places: Places): readonly Remark[] {
  if (up !== undefined || cost?.steps === Number.POSITIVE_INFINITY) return [];
  return [
    {
      severity: places.budget === undefined ? "warning" : "error",
      message: `The worst case of ${called(spec)} is beyond all counting, and no run of it starts without a budget of steps.`,
      remedy:
        "Bound its retries, rounds and items; or say how many steps a run may take, as in { budget: { steps: 500 } }.",
    },
  ];
}

/** By its own worst case, by its own budget, or by the run's. */
function isBounded({ all: [root], budget }: Places): boolean {
  if (budget?.steps !== undefined || root?.spec.budget?.steps !== undefined) return true;
  return Number.isSafeInteger(root?.cost?.steps);
}
