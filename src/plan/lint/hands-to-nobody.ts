import type { Rule } from "./finding.ts";
import { called, type Place } from "./place.ts";

/** An agent that may hand off, and is no peer of a handoff: where it does, the plan around it is unresolved. Alone it may be a part of a plan to come. */
export const handsToNobody: Rule = {
  name: "hands-to-nobody",
  check(place) {
    const { handsTo = [] } = place.spec.agent ?? {};
    if (handsTo.length === 0 || isPeer(place)) return [];
    return [
      {
        severity: place.up === undefined ? "note" : "warning",
        message: `${called(place.spec)} may hand off to ${handsTo.join(", ")}, and is no peer of a handoff.`,
        remedy: `Put it into one: handoff(name, { ${place.spec.name}, ${handsTo.join(", ")} }, { start, max }); or leave out handsTo.`,
      },
    ];
  },
};

/** A peer itself, or what stands in for one. */
function isPeer({ up, as }: Place): boolean {
  if (up === undefined) return false;
  return as === "fallback" ? isPeer(up) : as === "child" && up.spec.kind === "handoff";
}
