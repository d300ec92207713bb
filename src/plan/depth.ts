import { TroupeError } from "../model/troupe-error.ts";
import type { Spec } from "./spec.ts";
import { partsOf } from "./tree.ts";

/** How many levels a plan may have. Nobody writes that many; a program that wraps a plan over and over soon has more. */
export const DEPTH_MAX = 1_000;

/** How many levels a plan has, its own included; a fallback is one below the plan that it stands in for. */
export function depthOf(root: Spec): number {
  const depths = new Map<Spec, number>();
  // No recursion, for it is what a plan that is too deep would break. The last one is done when all its parts are.
  const open = [root];
  for (let plan: Spec | undefined = root; plan !== undefined; plan = open.at(-1)) {
    const parts = partsOf(plan);
    const next = parts.filter((part) => !depths.has(part));
    for (const part of next) open.push(part);
    if (next.length > 0) continue;
    depths.set(plan, 1 + parts.reduce((most, part) => Math.max(most, depths.get(part) ?? 0), 0));
    open.pop();
  }
  return depths.get(root) ?? 0;
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
