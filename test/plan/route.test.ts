import { expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { agent } from "../../src/plan/agent.ts";
import { route } from "../../src/plan/route.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

const by = agent("label", { work: (_: unknown): "billing" | "tech" => "tech" });
const to = { billing: step("b"), tech: step("t") };
const otherwise = step("desk");

it("is the classifier, the specialists under their labels, and the default", () => {
  const spec = specOf(route("r", { by, to, otherwise }));
  expect(spec.children.map(({ segment, spec: { name } }) => [segment, name])).toEqual([
    ["label", "label"],
    ["billing", "b"],
    ["tech", "t"],
    ["otherwise", "desk"],
  ]);
  expect(spec.course).toMatchObject({ kind: "route", shape: { labels: ["billing", "tech"], reroutes: 1 } });
});

it("takes any number of reroutes, none included", () => {
  expect(specOf(route("r", { by, to, otherwise, reroutes: 0 })).course?.shape).toMatchObject({ reroutes: 0 });
});

it("says what it needs where that is left out, and thinks of a circular import only where it is there and undefined", () => {
  expect(() => fromJavaScript(route, "r", { by, to })).toThrow(
    'BAD_OPTION: route "r" needs otherwise, which is left out. Write the plan that takes what none of them does, as in otherwise: anybody.',
  );
  expect(() => fromJavaScript(route, "r", { to, otherwise })).toThrow(/needs by, .* as in by: classify/);
  expect(() => fromJavaScript(route, "r", { by, to, otherwise: undefined })).toThrow(/circular import/);
});

it.each([
  ["BAD_NAME", "", { by, to, otherwise }],
  ["BAD_NAME", "r", { by, to: { "billing/eu": step("b") }, otherwise }],
  ["BAD_OPTION", "r", { to, otherwise }],
  ["BAD_OPTION", "r", { by, otherwise }],
  ["BAD_OPTION", "r", { by, to }],
  ["NOT_A_PLAN", "r", { by, to, otherwise: undefined }],
  ["NOT_A_PLAN", "r", { by, to: { billing: undefined }, otherwise }],
  ["BAD_OPTION", "r", { by, to: {}, otherwise }],
  ["BAD_OPTION", "r", { by, to, otherwise, reroutes: -1 }],
  ["BAD_OPTION", "r", { by, to, default: otherwise }],
  ["DUPLICATE_NAME", "r", { by, to: { otherwise: step("b") }, otherwise }],
  ["DUPLICATE_NAME", "r", { by, to: { label: step("b") }, otherwise }],
])("refuses with %s: case %#", (code, name, options) => {
  expect(() => fromJavaScript(route, name, options)).toThrow(expect.objectContaining({ code }));
});
