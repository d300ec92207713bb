import { TroupeError } from "../model/troupe-error.ts";
import type { Spec } from "./spec.ts";
import { partsOf } from "./tree.ts";

/** How many levels a plan may have. Nobody writes that many; a program that wraps a plan over and over soon has more. */
export const DEPTH_MAX = 1_000;
/** How many places: each plan as often as it is used. One that holds another twice, on thirty levels, has a billion. */
export const PLACES_MAX = 100_000;

export interface Size {
  /** Levels, its own included; a fallback is one below the plan that it stands in for. */
  readonly depth: number;
  /** Places where a plan stands, its own included, fallbacks counted. */
  readonly places: number;
}

/** How large a plan is. It looks once at each plan, however often it is used. */
export function sizeOf(root: Spec): Size {
  const sizes = new Map<Spec, Size>();
  // No recursion, for it is what a plan that is too deep would break. The last one is done when all its parts are.
  const open = [root];
  for (let plan: Spec | undefined = root; plan !== undefined; plan = open.at(-1)) {
    const parts = partsOf(plan);
    const next = parts.filter((part) => !sizes.has(part));
    for (const part of next) open.push(part);
    if (next.length > 0) continue;
    sizes.set(plan, around(parts.flatMap((part) => sizes.get(part) ?? [])));
    open.pop();
  }
  return sizes.get(root) ?? around([]);
}

function around(parts: readonly Size[]): Size {
  let [depth, places] = [0, 1];
  for (const part of parts) {
    depth = Math.max(depth, part.depth);
    places += part.places;
  }
  return { depth: depth + 1, places };
}

/**
 * Refuses what nests so deep that whatever goes through it, level by level, would run out of stack.
 *
 * @throws TroupeError PLAN_TOO_DEEP
 */
export function acceptDepth(root: Spec): void {
  const { depth } = sizeOf(root);
  if (depth <= DEPTH_MAX) return;
  throw new TroupeError("PLAN_TOO_DEEP", {
    what: `${root.kind} "${root.name}" nests ${depth} levels deep; at most ${DEPTH_MAX} are taken.`,
    remedy:
      "Put plans beside one another instead of into one another: chain(name, [first, second, …]) takes as many steps as you like.",
    facts: { plan: root.name, depth, max: DEPTH_MAX },
  });
}

/**
 * Refuses what has so many places that going through them, one by one, would take for ever.
 *
 * @throws TroupeError PLAN_TOO_LARGE
 */
export function acceptPlaces(root: Spec): void {
  const { places } = sizeOf(root);
  if (places <= PLACES_MAX) return;
  throw new TroupeError("PLAN_TOO_LARGE", {
    what: `${root.kind} "${root.name}" has ${places} places, each plan counted as often as it is used; at most ${PLACES_MAX} are taken.`,
    remedy: "Use a plan once in each plan around it, or go through a list with map(name, body, { maxItems }).",
    facts: { plan: root.name, places, max: PLACES_MAX },
  });
}
