import { expect, it } from "vitest";
import { bound } from "../../src/plan/bound.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { recursive } from "../../src/plan/recursive.ts";
import type { Spec } from "../../src/plan/spec.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { once } from "./plans.ts";
import type { LoosePlan } from "./random-plan.ts";
import { refused } from "./refused.ts";

const otherwise = once("bottom");
const level = (deeper: LoosePlan): LoosePlan => chain("level", [once("split"), deeper]);

/** The names from the top down, along the last child. */
function down({ name, children }: Spec): readonly string[] {
  const last = children.at(-1);
  return [name, ...(last === undefined ? [] : down(last.spec))];
}

it("is its plan so many times within itself, above what stands at the bottom", () => {
  expect(down(specOf(recursive({ depth: 3, plan: level, otherwise })))).toEqual(["level", "level", "level", "bottom"]);
  expect(down(specOf(recursive({ depth: 1, plan: level, otherwise })))).toEqual(["level", "bottom"]);
});

it("asks for the plan of each level once, from the bottom up", () => {
  const asked: string[] = [];
  recursive({ depth: 3, otherwise, plan: (deeper) => (asked.push(deeper.name), level(deeper)) });
  expect(asked).toEqual(["bottom", "level", "level"]);
});

it("is bounded as any plan is, for it can go no deeper", () => {
  expect(bound(recursive({ depth: 5, plan: level, otherwise }))).toBe(6);
  const twice = (deeper: LoosePlan): LoosePlan => parallel("both", { left: deeper, right: deeper });
  expect(bound(recursive({ depth: 4, plan: twice, otherwise }))).toBe(16);
  const either = (deeper: LoosePlan): LoosePlan =>
    branch("either", { on: () => "stop", cases: { stop: once("s"), deeper } });
  expect(bound(recursive({ depth: 100, plan: either, otherwise }))).toBe(1);
});

it("is its bottom where a level does not use what is below it", () => {
  const plan = recursive({ depth: 2, plan: () => otherwise, otherwise: once("never") });
  expect(specOf(plan)).toBe(specOf(otherwise));
});

it("lets through what the plan of a level throws", () => {
  const error = new Error("from the plan");
  const plan = () => {
    throw error;
  };
  expect(() => recursive({ depth: 2, plan, otherwise })).toThrow(error);
});

const fine = { depth: 3, plan: level, otherwise };

it.each([
  [
    "BAD_OPTION",
    undefined,
    /options of a recursive plan are undefined, not an object\. Its options are: depth, plan, otherwise/,
  ],
  ["BAD_OPTION", "explore", /options of a recursive plan are "explore"/],
  ["BAD_OPTION", { ...fine, max: 3 }, /a recursive plan has no option "max"/],
  ["BAD_OPTION", { ...fine, dept: 3 }, /Did you mean "depth"\?/],
  ["BAD_OPTION", { plan: level, otherwise }, /needs depth, which is left out.*as in depth: 3/],
  ["BAD_OPTION", { depth: 3, otherwise }, /needs plan, which is left out.*chain\("explore"/],
  ["BAD_OPTION", { depth: 3, plan: level }, /needs otherwise, which is left out.*otherwise: answerAtOnce/],
  ["BAD_OPTION", { ...fine, depth: 0 }, /depth of a recursive plan is 0.*at least 1 and at most 100/],
  ["BAD_OPTION", { ...fine, depth: 101 }, /depth of a recursive plan is 101/],
  ["BAD_OPTION", { ...fine, depth: 2.5 }, /depth of a recursive plan is 2\.5/],
  ["NOT_A_FUNCTION", { ...fine, plan: otherwise }, /plan of a recursive plan is an object, not a function/],
  ["NOT_A_PLAN", { ...fine, otherwise: undefined }, /otherwise of a recursive plan is undefined/],
  ["NOT_A_PLAN", { ...fine, otherwise: level }, /otherwise of a recursive plan is a function/],
  ["NOT_A_PLAN", { ...fine, plan: () => undefined }, /Level 3 of a recursive plan is undefined/],
  ["NOT_A_PLAN", { ...fine, plan: async () => otherwise }, /Level 3 of a recursive plan is a Promise, not a plan/],
  [
    "PLAN_TOO_LARGE",
    { ...fine, depth: 30, plan: (deeper: LoosePlan) => parallel("p", { a: deeper, b: deeper }) },
    /has \d+ places.*at most 100000.*go through a list with map/,
  ],
] as const)("refuses with %s: case %#", (code, options, message) => {
  expect(() => fromJavaScript(recursive, options)).toThrow(refused(code, message));
});
