import { expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { pass } from "../../src/plan/pass.ts";

it("is a pattern without parts, called pass", () => {
  expect(specOf(pass<number>())).toEqual({
    kind: "pass",
    name: "pass",
    children: [],
    course: { kind: "pass", shape: {}, state: null },
  });
});
