import { expect, it } from "vitest";
import { z } from "zod";
import { atRest } from "../../src/patterns/catalogue.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import { costsSteps, frozenCourse, stepNames } from "../../src/plan/tree.ts";
import { step } from "./plans.ts";

const desk = human("desk", { output: z.unknown(), deadlineMs: 1, otherwise: "fail" });

it("finds the work in a plan, in its fallbacks too; people and passing on are free", () => {
  expect(
    [step("a"), chain("c", [desk, step("a")]), desk.supervised({ rejected: [fallback(step("a"))] })].map((plan) =>
      costsSteps(specOf(plan)),
    ),
  ).toEqual([true, true, true]);
  expect([desk, pass(), chain("c", [desk])].map((plan) => costsSteps(specOf(plan)))).toEqual([false, false, false]);
});

it("lists the steps of a chain and of the chains in it, each once", () => {
  const inner = chain("inner", [step("a"), step("b")]);
  expect(stepNames(specOf(chain("outer", [step("a"), parallel("p", { inner, other: step("x") })])))).toEqual([
    "a",
    "p",
    "b",
  ]);
});

it("freezes a pattern at rest", () => {
  const course = frozenCourse(atRest("chain", { names: ["a"] }));
  expect([Object.isFrozen(course), Object.isFrozen(course.shape)]).toEqual([true, true]);
});
