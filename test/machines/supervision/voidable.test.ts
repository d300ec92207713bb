import { describe, expect, it } from "vitest";
import type { Group } from "../../../machines/supervision/group.ts";
import { isVoidable, voidable } from "../../../machines/supervision/voidable.ts";
import { supervisorContext } from "../../../machines/supervisor-context.ts";
import { begin } from "../../../src/patterns/catalogue.ts";
import { graphOf } from "./a-group.ts";

/** A graph in which a, b and d have begun, and which will go back to the given slots. */
function goingBackTo(targets?: readonly number[]): Group {
  const { course } = begin(graphOf({ a: [], b: [], c: ["a"], d: [] }), "in");
  const input = { path: "p", children: [], lineage: undefined, course, isRoot: false, asksPerson: false };
  const { group } = supervisorContext(input);
  return targets === undefined ? group : { ...group, regroup: { culprits: [], members: [], targets, toStop: [] } };
}

describe("what will be void", () => {
  it.each([
    [undefined, []],
    [[], []],
    [[1], [1]],
    [
      [0, 2],
      [0, 2],
    ],
  ])("where %j is gone back to, is %j", (targets, gone) => {
    const group = goingBackTo(targets);
    expect([...voidable(group)]).toEqual(gone);
    expect([0, 1, 2].filter((slot) => isVoidable({ group: { ...group }, requests: [] }, slot))).toEqual(gone);
  });
});
