import { expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { loop } from "../../src/plan/loop.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const body = step("draft");
const until = () => true;

it("is its body under its own name, unresolved when it is exhausted unless told otherwise", () => {
  const spec = specOf(loop("l", body, { until, max: 3 }));
  expect(spec).toMatchObject({ kind: "loop", name: "l", children: [{ segment: "draft" }] });
  expect(spec.course).toMatchObject({ kind: "loop", shape: { names: ["draft"], max: 3, exhausted: "fail" } });
  expect(specOf(loop("l", body, { until, max: 1, exhausted: "last" })).course?.shape).toMatchObject({
    max: 1,
    exhausted: "last",
  });
});

it("asks the very function that was given, of the output and the round", () => {
  const asked: unknown[] = [];
  const content = (output: unknown, round: number) => asked.push(output, round) > 0;
  const { evaluate } = specOf(loop("l", body, { until: content, max: 3 }));
  expect(evaluate).toBe(content);
  expect([evaluate?.("a draft", 2), asked]).toEqual([true, ["a draft", 2]]);
});

it("is frozen, with all that it is made of", () => {
  const spec = specOf(loop("l", body, { until, max: 3 }));
  expect([spec, spec.children, spec.course, spec.course?.shape].every(Object.isFrozen)).toBe(true);
});

it("takes an option that is undefined as one that is left out, where it may be", () => {
  const plan = fromJavaScript(loop, "l", body, { until, max: 3, exhausted: undefined });
  expect(specOf(plan)).toEqual(specOf(loop("l", body, { until, max: 3 })));
});

it.each([
  ["BAD_NAME", "a/b", body, { until, max: 3 }, /name of a loop is "a\/b".*for example "a-b"/],
  ["NOT_A_PLAN", "l", undefined, { until, max: 3 }, /The body of loop "l" is undefined.*circular import/],
  ["NOT_A_PLAN", "l", until, { until, max: 3 }, /The body of loop "l" is a function.*call it/],
  ["BAD_OPTION", "l", body, undefined, /options of loop "l" are undefined.*until, max, exhausted/],
  ["BAD_OPTION", "l", body, { until, max: 3, exhaust: "last" }, /no option "exhaust".*Did you mean "exhausted"\?/],
  ["BAD_OPTION", "l", body, { max: 3 }, /needs until, which is left out\. Write the function/],
  ["BAD_OPTION", "l", body, { until }, /needs max, which is left out\. Write .* as in max: 5/],
  ["NOT_A_FUNCTION", "l", body, { until: true, max: 3 }, /until of loop "l" is true.*not what it returns/],
  ["NOT_A_FUNCTION", "l", body, { until: step("a"), max: 3 }, /until of loop "l" is an object/],
  ["BAD_OPTION", "l", body, { until, max: 0 }, /max of loop "l" is 0\. Give a whole number, at least 1/],
  ["BAD_OPTION", "l", body, { until, max: 1.5 }, /max of loop "l" is 1\.5/],
  ["BAD_OPTION", "l", body, { until, max: Number.POSITIVE_INFINITY }, /max of loop "l" is Infinity/],
  ["BAD_OPTION", "l", body, { until, max: "3" }, /max of loop "l" is "3"/],
  ["BAD_OPTION", "l", body, { until, max: 3, exhausted: "best" }, /"best"\. Say "fail" or "last"/],
] as const)("refuses with %s: case %#", (code, name, given, options, message) => {
  expect(() => fromJavaScript(loop, name, given, options)).toThrow(refused(code, message));
});
