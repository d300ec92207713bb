import { triesOf } from "../tries.ts";
import type { Rule } from "./finding.ts";
import { called, type Place, type Places } from "./place.ts";

/** From here on it is worth knowing. */
const TRIES_MAX = 9;

/** Retries within retries: what is inside is tried as often as all of them together. */
export const retriesMultiply: Rule = {
  name: "retries-multiply",
  check(place, places) {
    const { own, inside } = multipliers(places).get(place) ?? { own: 1, inside: 1 };
    if (own === 1 || inside === 1 || own * inside <= TRIES_MAX) return [];
    return [
      {
        severity: "note",
        message: `${called(place.spec)} may be done ${own} times, and something in it is tried up to ${inside} times each time: ${own * inside} tries in all.`,
        remedy: "Retry where the failure is, and escalate above; or bound it with .budgeted({ steps }).",
      },
    ];
  },
};

interface Multiplier {
  /** How often the plan itself may be done. */
  readonly own: number;
  /** How often the one in it that is tried most is tried in one of these. */
  readonly inside: number;
}

const known = new WeakMap<Places, ReadonlyMap<Place, Multiplier>>();

/** Reckoned once for all places, from the leaves up. */
function multipliers(places: Places): ReadonlyMap<Place, Multiplier> {
  const before = known.get(places);
  if (before !== undefined) return before;
  const found = new Map<Place, Multiplier>();
  const inside = new Map<Place, number>();
  for (const place of places.all.toReversed()) {
    const multiplier = { own: doneAtMost(place), inside: inside.get(place) ?? 1 };
    found.set(place, multiplier);
    if (place.up === undefined || place.as !== "child") continue;
    inside.set(place.up, Math.max(inside.get(place.up) ?? 1, multiplier.own * multiplier.inside));
  }
  known.set(places, found);
  return found;
}

/** Its attempts, each with the restarts of its group. */
function doneAtMost({ spec, around, cost }: Place): number {
  const restarts = (cost?.children ?? []).map((child) => child.restarts);
  return triesOf(spec, around).attempts * (1 + Math.max(0, ...restarts));
}
