import { expect, it } from "vitest";
import { frozen } from "../../src/model/frozen.ts";

it("freezes plain data through and through, and gives it back", () => {
  const data = { a: [{ b: 1 }], c: "text", d: null };
  expect(frozen(data)).toBe(data);
  expect([data, data.a, data.a[0]].every((part) => Object.isFrozen(part))).toBe(true);
});

it("looks into nothing that is frozen already", () => {
  const inside = { b: 1 };
  frozen({ a: Object.freeze({ inside }) });
  expect(Object.isFrozen(inside)).toBe(false);
});

it.each([1, "text", null, undefined, true])("leaves %s alone", (value) => {
  expect(frozen(value)).toBe(value);
});
