import { expect, it } from "vitest";
import { placesFound } from "./planted.ts";
import { sizeRule } from "./sizes.ts";

it("accepts 250 lines and finds 251", () => {
  expect(placesFound(sizeRule, { "src/a.ts": "x\n".repeat(250), "src/b.ts": "x\n".repeat(251) })).toEqual([
    "src/b.ts:251",
  ]);
});
