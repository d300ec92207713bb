import { expect, it } from "vitest";
import { branch } from "../../src/plan/branch.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

const on = () => "fast" as const;
const cases = { fast: step("a"), slow: step("b") };

it("is its cases under their keys, and the function that names one", () => {
  const spec = specOf(branch("b", { on: (input) => (input === 1 ? "fast" : "slow"), cases }));
  expect(spec).toMatchObject({ kind: "branch", name: "b", children: [{ segment: "fast" }, { segment: "slow" }] });
  expect(spec.course).toMatchObject({ kind: "branch", shape: { names: ["fast", "slow"] } });
  expect([spec.evaluate?.(1), spec.evaluate?.(2)]).toEqual(["fast", "slow"]);
});

it.each([
  ["BAD_NAME", ".", { on, cases }],
  ["BAD_OPTION", "b", undefined],
  ["BAD_OPTION", "b", { on }],
  ["BAD_OPTION", "b", { on, cases: {} }],
  ["BAD_OPTION", "b", { on, cases, otherwise: step("c") }],
  ["BAD_OPTION", "b", { cases }],
  ["NOT_A_FUNCTION", "b", { on: undefined, cases }],
  ["NOT_A_PLAN", "b", { on, cases: { fast: 1 } }],
])("refuses with %s", (code, name, options) => {
  expect(() => fromJavaScript(branch, name, options)).toThrow(expect.objectContaining({ code }));
});
