import type { Budget } from "../../model/usage.ts";
import { fallbackPath, childPath } from "../../model/path.ts";
import { type Cost, worstCase } from "../bound.ts";
import { type Goal, neverTaken } from "../going-back.ts";
import { below, DEFAULTS } from "../sight.ts";
import type { Spec } from "../spec.ts";
import { stepsBackFrom } from "../tree.ts";
import type { Surroundings } from "../tries.ts";

/** A plan where it stands. */
export interface Place {
  readonly path: string;
  readonly spec: Spec;
  /** What it stands in; none at the top. */
  readonly up: Place | undefined;
  /** What it is there, and which one of these. */
  readonly as: "child" | "fallback" | "answerer";
  readonly at: number;
  /** What decides about its retries there. */
  readonly around: Surroundings;
  /** Its worst case there; none for those who answer, for that depends on who asks. */
  readonly cost: Cost | undefined;
}

/** All places of a plan, parents first, and what rules need to know of the whole. */
export interface Places {
  readonly all: readonly Place[];
  /** What the run may spend, if that is known. */
  readonly budget: Budget | undefined;
  /** Steps that policies go back to, and that are never there. */
  readonly goals: readonly Goal[];
}

const AT_THE_TOP: Surroundings = { kind: "run", above: DEFAULTS, steps: new Set(), sources: [], isStandIn: false };

/** Goes through a plan: a plan, its children in order, then its fallbacks and those who answer in it. */
export function placesOf(root: Spec, budget: Budget | undefined): Places {
  const all: Place[] = [];
  const add = (place: Place): void => {
    all.push(place);
    for (const part of partsAt(place)) add(part);
  };
  add({
    path: root.name,
    spec: root,
    up: undefined,
    as: "child",
    at: 0,
    around: AT_THE_TOP,
    cost: worstCase(root),
  });
  return { all, budget, goals: neverTaken(root) };
}

function partsAt(up: Place): readonly Place[] {
  const { spec, path, around, cost } = up;
  const inside = { ...AT_THE_TOP, above: below(around.above, spec.policy?.table) };
  const children = spec.children.map(({ spec: child, segment }, at): Place => {
    const group = { ...inside, kind: spec.course?.kind ?? "run", steps: stepsBackFrom(spec, at) } as const;
    return {
      path: childPath(path, segment),
      spec: child,
      up,
      as: "child",
      at,
      around: group,
      cost: cost?.children[at],
    };
  });
  const fallbacks = (spec.policy?.fallbacks ?? []).map((plan, at): Place => {
    const there = { ...around, isStandIn: true };
    return {
      path: fallbackPath(path, plan.name),
      spec: plan,
      up,
      as: "fallback",
      at,
      around: there,
      cost: cost?.fallbacks[at],
    };
  });
  const answerers = (spec.answers ?? []).flatMap((source, at): readonly Place[] =>
    source.kind === "function"
      ? []
      : [
          {
            path: `${path}/answers:${source.spec.name}`,
            spec: source.spec,
            up,
            as: "answerer",
            at,
            around: inside,
            cost: undefined,
          },
        ],
  );
  return [...children, ...fallbacks, ...answerers];
}

/** A place, and all that it stands in, the nearest first. */
export function* upFrom(place: Place): Iterable<Place> {
  for (let at: Place | undefined = place; at !== undefined; at = at.up) yield at;
}

/** A plan as messages call it. */
export function called({ kind, name }: Spec): string {
  return `${kind} "${name}"`;
}
