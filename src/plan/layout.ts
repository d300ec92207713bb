import type { ChildInfo } from "../../machines/supervision/group.ts";
import type { Spec } from "./spec.ts";
import { costsSteps } from "./tree.ts";

/**
 * A plan as a table: every place in it has a number, and what a supervisor must know of its children is at hand. The
 * same plan at two places has two numbers.
 */
export interface Layout {
  /** The plans by their number, parents first: a plan, its children in order, then its fallbacks and answerers. */
  readonly sites: readonly Spec[];
  readonly root: ChildInfo;
  /** What a plan's supervisor starts, in the pattern's order; none for agents, people and unknown numbers. */
  readonly childrenOf: (site: number) => readonly ChildInfo[];
  /** The plans that answer what work inside asks back, by their number in the plan; none where a function does. */
  readonly answerersOf: (site: number) => readonly (ChildInfo | undefined)[];
}

/** Plans never change, so that a plan which is run again is not laid out again. */
const known = new WeakMap<Spec, Layout>();

/** Numbers a plan's places. The same plan always gets the same numbers, and the same layout while it is in use. */
export function layOut(root: Spec): Layout {
  const layout = known.get(root) ?? numbered(root);
  known.set(root, layout);
  return layout;
}

function numbered(root: Spec): Layout {
  const sites: Spec[] = [];
  const children: (readonly ChildInfo[])[] = [];
  const answerers: (readonly (ChildInfo | undefined)[])[] = [];
  const free = new Map<Spec, boolean>();
  const isFree = (spec: Spec): boolean => {
    const found = free.get(spec) ?? !costsSteps(spec);
    free.set(spec, found);
    return found;
  };
  const place = (spec: Spec, name: string): ChildInfo => {
    const site = sites.length;
    sites.push(spec);
    children[site] = NONE;
    answerers[site] = NONE;
    children[site] = spec.children.map((child) => place(child.spec, child.segment));
    const fallbacks = (spec.policy?.fallbacks ?? NONE).map((plan) => place(plan, plan.name));
    if (spec.answers !== undefined)
      answerers[site] = spec.answers.map((source) =>
        source.kind === "plan" ? place(source.spec, source.spec.name) : undefined,
      );
    return infoOf(spec, { site, name, fallbacks }, isFree(spec));
  };
  const info = place(root, root.name);
  return {
    sites,
    root: info,
    childrenOf: (site) => children[site] ?? NONE,
    answerersOf: (site) => answerers[site] ?? NONE,
  };
}

const NONE: readonly never[] = [];

function infoOf(spec: Spec, place: Pick<ChildInfo, "site" | "name" | "fallbacks">, isFree: boolean): ChildInfo {
  return {
    ...place,
    ...(spec.policy === undefined ? {} : { table: spec.policy.table }),
    isAgent: spec.agent !== undefined,
    ...(isFree ? { isFree } : {}),
    isRepeatable: spec.agent?.isIdempotent ?? false,
  };
}
