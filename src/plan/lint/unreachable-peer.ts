import type { Spec } from "../spec.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A peer of a handoff to whom control can never come: no way leads there from the one that begins. */
export const unreachablePeer: Rule = {
  name: "unreachable-peer",
  check({ up, as, at }) {
    if (up === undefined || as !== "child" || up.spec.course?.kind !== "handoff") return [];
    const { names, start, max } = up.spec.course.shape;
    if (reachable(up.spec, { start, max }).has(at)) return [];
    return [
      {
        severity: "warning",
        message: `Control never comes to ${names[at]} in ${called(up.spec)}: no way of ${max} hand-offs or fewer leads there from ${names[start]}.`,
        remedy: `Name it in the handsTo of a peer that has control, as in handsTo: ["${names[at]}"], or leave it out.`,
      },
    ];
  },
};

/** The peers to whom control can come in so many hand-offs. */
function reachable({ children }: Spec, { start, max }: { readonly start: number; readonly max: number }): Set<number> {
  const names = children.map(({ segment }) => segment);
  const found = new Set([start]);
  let newest = [start];
  for (let left = max; left > 0 && newest.length > 0; left--) {
    const next = newest.flatMap((peer) => children[peer]?.spec.agent?.handsTo ?? []).map((name) => names.indexOf(name));
    newest = [...new Set(next)].filter((peer) => peer >= 0 && !found.has(peer));
    for (const peer of newest) found.add(peer);
  }
  return found;
}
