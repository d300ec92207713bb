import { expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

it("is its branches, each under its key, so that one plan may stand in two", () => {
  const same = step("same");
  const spec = specOf(parallel("p", { left: same, right: same }));
  expect(spec).toMatchObject({ kind: "parallel", name: "p", children: [{ segment: "left" }, { segment: "right" }] });
  expect(spec.course).toMatchObject({ kind: "parallel", shape: { names: ["left", "right"] } });
});

it.each([
  ["BAD_NAME", "p/q", { a: step("a") }],
  ["BAD_NAME", "p", { "": step("a") }],
  ["BAD_OPTION", "p", {}],
  ["BAD_OPTION", "p", [step("a")]],
  ["NOT_A_PLAN", "p", { a: undefined }],
])("refuses with %s", (code, name, branches) => {
  expect(() => fromJavaScript(parallel, name, branches)).toThrow(expect.objectContaining({ code }));
});
