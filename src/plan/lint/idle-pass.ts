import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A pass that is a step of a chain: the next step would get the same without it. */
export const idlePass: Rule = {
  name: "idle-pass",
  check({ spec, up }) {
    if (spec.kind !== "pass" || up?.spec.kind !== "chain" || up.spec.children.length === 1) return [];
    return [
      {
        severity: "note",
        message: `A pass does nothing as a step of ${called(up.spec)}.`,
        remedy:
          "Leave it out; it keeps context beside other branches, as in parallel(name, { ticket: pass(), orders }).",
      },
    ];
  },
};
