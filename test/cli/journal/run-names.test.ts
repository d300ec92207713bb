import { expect, it } from "vitest";
import { namesOf } from "../../../src/cli/journal/run-names.ts";

it("calls runs by as much of their ids as tells them apart", () => {
  expect(namesOf(["41c2f0aa-1111", "77c2f0aa-1111"])).toEqual(["41c2f0aa", "77c2f0aa"]);
  expect(namesOf(["order-0001", "order-0002"])).toEqual(["order-0001", "order-0002"]);
  expect(namesOf(["order-00", "order-0001", "a"])).toEqual(["order-00", "order-000", "a"]);
});
