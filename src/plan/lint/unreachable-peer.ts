import type { HandoffShape } from "../../patterns/handoff.ts";
import type { Spec } from "../spec.ts";
import type { Rule } from "./finding.ts";
import { called } from "./place.ts";

/** A peer of a handoff to whom control can never come: no way leads there from the one that begins. */
export const unreachablePeer: Rule = {
  name: "unreachable-peer",
  check({ up, as, at }) {
    if (up === undefined || as !== "child" || up.spec.course?.kind !== "handoff") return [];
    const { shape } = up.spec.course;
    if (reachable(up.spec, shape).has(at)) return [];
    const { names, start, max } = shape;
    return [
      {
        severity: "warning",
        message: `Control never comes to ${names[at]} in ${called(up.spec)}: no way of ${max} hand-offs or fewer leads there from ${names[start]}.`,
        remedy: `Name it in the handsTo of a peer that has control, as in handsTo: ["${names[at]}"], or leave it out.`,
      },
    ];
  },
};

/** Looked for once in a handoff, for all of its peers. */
const known = new WeakMap<HandoffShape, ReadonlySet<number>>();

/** The peers to whom control can come in as many hand-offs as there may be. */
function reachable({ children }: Spec, shape: HandoffShape): ReadonlySet<number> {
  const before = known.get(shape);
  if (before !== undefined) return before;
  const places = new Map(shape.names.map((name, place) => [name, place]));
  const found = new Set([shape.start]);
  let newest = [shape.start];
  for (let left = shape.max; left > 0 && newest.length > 0; left--) {
    const next = newest.flatMap((peer) => children[peer]?.spec.agent?.handsTo ?? []);
    newest = [...new Set(next)].flatMap((name) => places.get(name) ?? []).filter((peer) => !found.has(peer));
    for (const peer of newest) found.add(peer);
  }
  known.set(shape, found);
  return found;
}
