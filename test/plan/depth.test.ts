import fc from "fast-check";
import { expect, it } from "vitest";
import { bound } from "../../src/plan/bound.ts";
import { acceptDepth, DEPTH_MAX, depthOf } from "../../src/plan/depth.ts";
import { describe } from "../../src/plan/describe.ts";
import { fallback } from "../../src/plan/directives.ts";
import { draw } from "../../src/plan/draw.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Spec } from "../../src/plan/spec.ts";
import { partsOf } from "../../src/plan/tree.ts";
import { nested, once, step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

it("counts levels, the plan's own included, by its deepest part or fallback", () => {
  const deep = parallel("p", { x: step("a"), y: nested(3) });
  const falling = step("a").supervised({ "*": [fallback(nested(2))] });
  expect([step("a"), nested(2), deep, falling].map((plan) => depthOf(specOf(plan)))).toEqual([1, 2, 4, 3]);
});

it("counts a plan that is shared on many levels no slower than one that is not", () => {
  let plan = once("a");
  for (let level = 1; level < 60; level++) plan = parallel("p", { x: plan, y: plan });
  expect(depthOf(specOf(plan))).toBe(60);
  let [before, last] = [once("a"), once("b")];
  for (let level = 1; level < 20_000; level++) [before, last] = [last, parallel("p", { x: last, y: before })];
  expect(depthOf(specOf(last))).toBe(20_000);
});

it("is one more than the deepest part's, over any plan", () => {
  const deepest = (spec: Spec): number => 1 + Math.max(0, ...partsOf(spec).map(deepest));
  fc.assert(
    fc.property(anyPlan("root", 3), (plan) => {
      expect(depthOf(specOf(plan))).toBe(deepest(specOf(plan)));
    }),
  );
});

it("takes a plan up to its bound, and says of one beyond it how deep it is and what to do", () => {
  expect(() => acceptDepth(specOf(nested(DEPTH_MAX)))).not.toThrow();
  expect(() => acceptDepth(specOf(nested(4_000)))).toThrow(
    expect.objectContaining({
      code: "PLAN_TOO_DEEP",
      facts: { plan: "c", depth: 4_000, max: DEPTH_MAX },
      message: expect.stringMatching(/chain "c" nests 4000 levels deep.*Put plans beside one another/),
    }),
  );
});

it.each([
  ["bound", bound],
  ["describe", describe],
  ["draw", draw],
])("lets %s go through a plan that is as deep as it may be, and no deeper", (_, look) => {
  expect(() => look(nested(DEPTH_MAX))).not.toThrow();
  expect(() => look(nested(DEPTH_MAX + 1))).toThrow(expect.objectContaining({ code: "PLAN_TOO_DEEP" }));
  expect(() => look(nested(20_000))).toThrow(expect.objectContaining({ code: "PLAN_TOO_DEEP" }));
});
