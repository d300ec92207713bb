import fc from "fast-check";
import { expect, it } from "vitest";
import { bound } from "../../src/plan/bound.ts";

import { describe } from "../../src/plan/describe.ts";
import { fallback } from "../../src/plan/directives.ts";
import { draw } from "../../src/plan/draw.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { acceptDepth, acceptPlaces, DEPTH_MAX, PLACES_MAX, type Size, sizeOf } from "../../src/plan/size.ts";
import type { Spec } from "../../src/plan/spec.ts";
import { partsOf } from "../../src/plan/tree.ts";
import { nested, once, step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

it("takes a plan up to so many places, and says of one beyond them how many it has", () => {
  const wide = (count: number) =>
    specOf(parallel("p", Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, step("a")]))));
  expect(() => acceptPlaces(wide(PLACES_MAX - 1))).not.toThrow();
  let plan = once("a");
  for (let level = 1; level < 31; level++) plan = parallel("p", { x: plan, y: plan });
  expect(() => acceptPlaces(specOf(plan))).toThrow(
    expect.objectContaining({ code: "PLAN_TOO_LARGE", facts: { plan: "p", places: 2 ** 31 - 1, max: PLACES_MAX } }),
  );
});

it("counts levels and places, the plan's own included, by its deepest part or fallback", () => {
  const deep = parallel("p", { x: step("a"), y: nested(3) });
  const falling = step("a").supervised({ "*": [fallback(nested(2))] });
  expect([step("a"), nested(2), deep, falling].map((plan) => sizeOf(specOf(plan)))).toEqual([
    { depth: 1, places: 1 },
    { depth: 2, places: 2 },
    { depth: 4, places: 5 },
    { depth: 3, places: 3 },
  ]);
});

it("counts a plan that is shared on many levels no slower than one that is not", () => {
  let plan = once("a");
  for (let level = 1; level < 60; level++) plan = parallel("p", { x: plan, y: plan });
  expect(sizeOf(specOf(plan))).toEqual({ depth: 60, places: 2 ** 60 - 1 });
  let [before, last] = [once("a"), once("b")];
  for (let level = 1; level < 20_000; level++) [before, last] = [last, parallel("p", { x: last, y: before })];
  expect(sizeOf(specOf(last)).depth).toBe(20_000);
});

it("is what counting place by place gives, over any plan", () => {
  const counted = (spec: Spec): Size => {
    const parts = partsOf(spec).map(counted);
    return {
      depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
      places: parts.reduce((sum, { places }) => sum + places, 1),
    };
  };
  fc.assert(
    fc.property(anyPlan("root", 3), (plan) => {
      expect(sizeOf(specOf(plan))).toEqual(counted(specOf(plan)));
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
