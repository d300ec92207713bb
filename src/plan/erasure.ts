import { acceptJson } from "../model/accept.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { markedWith, SPEC } from "./brand.ts";
import type { Spec } from "./spec.ts";

/**
 * The data of a plan, of whichever copy of this package. `where` says in errors which plan was asked for.
 *
 * @throws TroupeError NOT_A_PLAN
 */
export function specOf(plan: unknown, where = "This"): Spec {
  const spec = markedWith(plan, SPEC);
  if (typeof spec === "object" && spec !== null) return spec as Spec;
  throw new TroupeError("NOT_A_PLAN", {
    what: `${where} is ${shown(plan)}, not a plan.`,
    remedy: remedyFor(plan),
    facts: { where },
  });
}

function remedyFor(plan: unknown): string {
  switch (typeof plan) {
    case "undefined":
      return "A plan that is undefined is most often a circular import: the module that makes it has not run yet. Move it to a module that both import, or build this plan in a function.";
    case "function":
      return 'If the function makes the plan, call it; if it is the work, write agent("name", { work }).';
    default:
      return 'Plans are made by agent("name", { work }), human, pass, chain, branch, loop, parallel, map, vote, route, refine, handoff, graph, orchestrate and recursive.';
  }
}

/** A typed function as the runtime calls it. That its arguments fit is what the builders' types and the schemas are for. */
export function erased(typed: (...args: never[]) => unknown): (...args: readonly unknown[]) => unknown {
  return typed as (...args: readonly unknown[]) => unknown;
}

/** The peers that an agent may hand off to, as the names that its type knows (`never` fits them all). */
export function peersOf(spec: Spec): readonly never[] {
  return (spec.agent?.handsTo ?? []) as readonly never[];
}

/**
 * A declared value as frozen JSON, a copy that nobody can change. It keeps its type: what is JSON stays the same.
 *
 * @throws TroupeError NOT_JSON
 */
export function declared<T>(value: T, where: string): T {
  return acceptJson(value, where) as T;
}

/**
 * What ran without its types, to be returned where its plan's types are declared (`never` fits them all): the agents'
 * schemas and boundaries stand for them.
 */
export function retyped(untyped: unknown): never {
  return untyped as never;
}

/** What a journal kept of a run: we wrote it, and its checksum held. */
export function kept(text: string): never {
  return JSON.parse(text) as never;
}
