import { expect, it } from "vitest";
import { EMPTY } from "../../src/model/vector.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

it("is its steps in order, each under its own name", () => {
  const spec = specOf(chain("c", [step("a"), step("b")]));
  expect(spec).toMatchObject({ kind: "chain", name: "c", children: [{ segment: "a" }, { segment: "b" }] });
  expect(spec.course).toEqual({ kind: "chain", shape: { names: ["a", "b"] }, state: { inputs: EMPTY } });
});

it("can be of steps that nobody has counted", () => {
  const [first, ...rest] = [step("a"), step("b"), step("c")] as const;
  expect(specOf(chain("c", [first, ...rest])).children).toHaveLength(3);
});

it.each([
  ["BAD_NAME", undefined, [step("a")]],
  ["BAD_OPTION", "c", []],
  ["BAD_OPTION", "c", { a: step("a") }],
  ["NOT_A_PLAN", "c", [step("a"), () => step("b")]],
  ["DUPLICATE_NAME", "c", [step("a"), step("a")]],
])("refuses with %s", (code, name, steps) => {
  expect(() => fromJavaScript(chain, name, steps)).toThrow(expect.objectContaining({ code }));
});
