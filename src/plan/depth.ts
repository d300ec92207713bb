import { TroupeError } from "../model/troupe-error.ts";
import type { Spec } from "./spec.ts";
import { partsOf } from "./tree.ts";

/** How many levels a plan may have. Nobody writes that many; a program that wraps a plan over and over soon has more. */
export const DEPTH_MAX = 1_000;

/** How many levels a plan has, its own included; a fallback is one below the plan that it stands in for. */
export function depthOf(root: Spec): number {
  let depth = 0;
  for (let level = new Set([root]); level.size > 0; level = new Set([...level].flatMap(partsOf))) depth += 1;
  return depth;
}

/**
 * Refuses what nests so deep that whatever goes through it, level by level, would run out of stack.
 *
 * @throws TroupeError PLAN_TOO_DEEP
 */
export function acceptDepth(root: Spec): void {
  const depth = depthOf(root);
  if (depth <= DEPTH_MAX) return;
  throw new TroupeError("PLAN_TOO_DEEP", {
    what: `${root.kind} "${root.name}" nests ${depth} levels deep; at most ${DEPTH_MAX} are taken.`,
    remedy:
      "Put plans beside one another instead of into one another: chain(name, [first, second, …]) takes as many steps as you like.",
    facts: { plan: root.name, depth, max: DEPTH_MAX },
  });
}
