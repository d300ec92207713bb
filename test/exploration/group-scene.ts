import type { ChildInfo } from "../../machines/supervision/group.ts";
import type { SupervisorInput } from "../../machines/supervisor-context.ts";
import type { Course } from "../../src/patterns/catalogue.ts";
import { BACKOFF } from "../../supervisors/defaults.ts";
import { type Directive, type PolicyTable, under } from "../../supervisors/policy.ts";
import type { Kids } from "./group-world.ts";

/** A supervisor to explore: its pattern, its policy, and what its children may do. */
export interface GroupScene {
  readonly input: SupervisorInput;
  readonly kids: Kids;
}

type Retry = Extract<Directive, { does: "retry" }>;

export function retry(options: Partial<Retry> = {}): Directive {
  return { does: "retry", attempts: 2, backoff: BACKOFF, delayMs: 3, scope: "one", restarts: 0, ...options };
}

export function child(name: string, site: number, more: Partial<ChildInfo> = {}): ChildInfo {
  return { site, name, isAgent: true, isRepeatable: false, fallbacks: [], ...more };
}

interface Made {
  readonly course: Course;
  readonly children: readonly ChildInfo[];
  readonly table?: PolicyTable;
  readonly isRoot?: boolean;
}

export function group({ course, children, table, isRoot = false }: Made): SupervisorInput {
  return { path: "g", children, lineage: under("g", table, undefined), course, isRoot, asksPerson: isRoot };
}

export const TWO = [child("a", 0), child("b", 1)];
export const NAMES = { names: ["a", "b"] };
export const FLAKY: Kids = { outputs: ["out"], failures: ["transient"] };
export const AGAIN: PolicyTable = { "*": [retry()] };
