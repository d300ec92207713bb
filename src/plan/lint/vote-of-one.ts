import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A vote with one voter: there is nothing to count, and a judge is never asked. */
export const voteOfOne: Rule = {
  name: "vote-of-one",
  check({ spec }) {
    if (spec.course?.kind !== "vote" || spec.course.shape.names.length > 1) return [];
    const [voter] = spec.children;
    return [
      {
        severity: "warning",
        message: `${called(spec)} has one voter, who decides alone.`,
        remedy: `Use ${voter?.spec.name ?? "the voter"} itself, or ask more than one, as in repeat(${voter?.spec.name ?? "voter"}, 3).`,
      },
    ];
  },
};
