import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A quorum of no more than half the voters: two values can come to it, and the quicker one wins. */
export const quickQuorum: Rule = {
  name: "quick-quorum",
  check({ spec }) {
    if (spec.course?.kind !== "vote" || spec.course.shape.rule.by !== "quorum") return [];
    const { names, rule } = spec.course.shape;
    if (rule.k > names.length / 2) return [];
    return [
      {
        severity: "note",
        message: `${called(spec)} needs ${rule.k} of ${names.length} votes: several values can come to that, and the quickest decides.`,
        remedy: `If it must not matter who is quicker, ask for more than half: quorum(${Math.floor(names.length / 2) + 1}).`,
      },
    ];
  },
};
