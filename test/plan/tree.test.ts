import { expect, it } from "vitest";
import { z } from "zod";
import { atRest } from "../../src/patterns/catalogue.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import { costsSteps, frozenCourse, ownSteps, plansIn, standInsOf, stepNames } from "../../src/plan/tree.ts";
import { nested, step } from "./plans.ts";
import type { LoosePlan } from "./random-plan.ts";

const desk = human("desk", { output: z.unknown(), deadlineMs: 1, otherwise: "fail" });

it("finds the work in a plan, in its fallbacks too; people and passing on are free", () => {
  expect(
    [step("a"), chain("c", [desk, step("a")]), desk.supervised({ rejected: [fallback(step("a"))] })].map((plan) =>
      costsSteps(specOf(plan)),
    ),
  ).toEqual([true, true, true]);
  expect([desk, pass(), chain("c", [desk])].map((plan) => costsSteps(specOf(plan)))).toEqual([false, false, false]);
});

it("goes through a plan however deep it is, and once through what is shared", () => {
  let plan: LoosePlan = step("a");
  for (let level = 0; level < 60; level++) plan = parallel("p", { x: plan, y: plan });
  expect(plansIn([specOf(plan)]).size).toBe(61);
  expect(plansIn([specOf(nested(20_000))]).size).toBe(20_000);
});

it("knows who may be at work in a plan's place", () => {
  const plan = desk.supervised({ rejected: [fallback(step("b").supervised({ timeout: [fallback(step("c"))] }))] });
  expect([...standInsOf(specOf(plan))].map(({ name }) => name)).toEqual(["desk", "b", "c"]);
});

it("names the steps of a chain, and none of other plans", () => {
  const plans = [chain("c", [desk, step("a")]), parallel("p", { x: desk })];
  expect(plans.map((plan) => ownSteps(specOf(plan)))).toEqual([["desk", "a"], []]);
});

it("lists the steps of a chain and of the chains in it, those that stand in for a part too, each once", () => {
  const inner = chain("inner", [step("a"), step("b")]);
  expect(stepNames(specOf(chain("outer", [step("a"), parallel("p", { inner, other: step("x") })])))).toEqual([
    "a",
    "p",
    "b",
  ]);
  const spare = step("x").supervised({ timeout: [fallback(inner)] });
  expect(stepNames(specOf(parallel("p", { spare })))).toEqual(["a", "b"]);
});

it("freezes a pattern at rest", () => {
  const course = frozenCourse(atRest("chain", { names: ["a"] }));
  expect([Object.isFrozen(course), Object.isFrozen(course.shape)]).toEqual([true, true]);
});
