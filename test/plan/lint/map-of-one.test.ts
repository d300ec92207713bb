import { expect, it } from "vitest";
import { map } from "../../../src/plan/map.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

it("warns of a map over one item at most", () => {
  expect(placesFoundBy("map-of-one", map("m", step("a"), { maxItems: 1 }))).toEqual(["warning m"]);
});

it("says nothing of more items, and of any number", () => {
  expect(placesFoundBy("map-of-one", map("m", step("a"), { maxItems: 2 }))).toEqual([]);
  expect(placesFoundBy("map-of-one", map("m", step("a")))).toEqual([]);
});
