import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A map over lists of one item at most. */
export const mapOfOne: Rule = {
  name: "map-of-one",
  check({ spec }) {
    if (spec.course?.kind !== "map" || spec.course.shape.maxItems !== 1) return [];
    return [
      {
        severity: "warning",
        message: `${called(spec)} takes lists of one item at most.`,
        remedy: "Use its body itself, on the item; or say how many items there may be, as in maxItems: 100.",
      },
    ];
  },
};
