import { expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { map } from "../../src/plan/map.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

it("is its body under its own name, 256 items at once and any number of them, unless told otherwise", () => {
  const spec = specOf(map("m", step("item")));
  expect(spec).toMatchObject({ kind: "map", name: "m", children: [{ segment: "item" }] });
  expect(spec.course?.shape).toEqual({ names: ["item"], concurrency: 256 });
  expect(specOf(map("m", step("item"), { concurrency: 4, maxItems: 100 })).course?.shape).toEqual({
    names: ["item"],
    concurrency: 4,
    maxItems: 100,
  });
});

it.each([
  ["BAD_NAME", "", step("item"), {}],
  ["NOT_A_PLAN", "m", undefined, {}],
  ["BAD_OPTION", "m", step("item"), { concurrency: 0 }],
  ["BAD_OPTION", "m", step("item"), { concurrency: 1.5 }],
  ["BAD_OPTION", "m", step("item"), { maxItems: 0 }],
  ["BAD_OPTION", "m", step("item"), { max: 3 }],
  ["BAD_OPTION", "m", step("item"), 3],
])("refuses with %s: %j %o %j", (code, name, body, options) => {
  expect(() => fromJavaScript(map, name, body, options)).toThrow(expect.objectContaining({ code }));
});
