import { consumers } from "../../src/patterns/catalogue.ts";
import type { Group, Turn } from "./group.ts";

/** What will be void once all that must stop has stopped: the steps that are gone back to, and all that consumed their outputs. */
export function voidable({ regroup, course }: Group): ReadonlySet<number> {
  const targets = regroup?.targets ?? [];
  return new Set(targets.flatMap((target) => [...(consumers(course, target) ?? [])]));
}

/** Whether what is done in a slot is void in any case, because a step whose output it consumed will be gone back to. */
export function isVoidable({ group }: Turn, slot: number): boolean {
  return group.regroup !== undefined && voidable(group).has(slot);
}
