import { expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { refine } from "../../src/plan/refine.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const generate = step("draft");
const evaluate = step("critic");
const fine = { generate, evaluate, rounds: 3 };

it("is its generator and its evaluator, and unresolved where nothing was approved unless told otherwise", () => {
  const spec = specOf(fromJavaScript(refine, "r", fine));
  expect(spec).toMatchObject({ kind: "refine", name: "r", children: [{ segment: "draft" }, { segment: "critic" }] });
  expect(spec.course).toMatchObject({
    kind: "refine",
    shape: { names: ["draft", "critic"], rounds: 3, unapproved: "fail" },
  });
  expect(specOf(fromJavaScript(refine, "r", { ...fine, unapproved: "best" })).course?.shape).toMatchObject({
    unapproved: "best",
  });
});

it("is frozen, with all that it is made of", () => {
  const spec = specOf(fromJavaScript(refine, "r", fine));
  expect([spec, spec.children, spec.course, spec.course?.shape].every(Object.isFrozen)).toBe(true);
});

it.each([
  ["BAD_NAME", "", fine, /name of a refine is ""/],
  ["BAD_OPTION", "r", generate, /refine "r" has no option "kind"/],
  ["BAD_OPTION", "r", { ...fine, round: 3 }, /no option "round".*Did you mean "rounds"\?/],
  ["BAD_OPTION", "r", { evaluate, rounds: 3 }, /needs generate, which is left out.*as in generate: draft/],
  ["BAD_OPTION", "r", { generate, rounds: 3 }, /needs evaluate, which is left out.*verdict: "revise"/],
  ["BAD_OPTION", "r", { generate, evaluate }, /needs rounds, which is left out.*as in rounds: 3/],
  ["NOT_A_PLAN", "r", { ...fine, generate: undefined }, /generate of refine "r" is undefined.*circular import/],
  ["NOT_A_PLAN", "r", { ...fine, evaluate: () => ({ verdict: "pass" }) }, /evaluate of refine "r" is a function/],
  ["DUPLICATE_NAME", "r", { ...fine, evaluate: step("draft") }, /uses the name "draft" twice\. Give the generator/],
  ["BAD_OPTION", "r", { ...fine, rounds: 0 }, /rounds of refine "r" is 0\. Give a whole number, at least 1/],
  ["BAD_OPTION", "r", { ...fine, rounds: Number.NaN }, /rounds of refine "r" is NaN/],
  ["BAD_OPTION", "r", { ...fine, unapproved: "last" }, /unapproved of refine "r" is "last"\. Say "fail" or "best"/],
] as const)("refuses with %s: case %#", (code, name, options, message) => {
  expect(() => fromJavaScript(refine, name, options)).toThrow(refused(code, message));
});
