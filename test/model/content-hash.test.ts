import fc from "fast-check";
import { expect, it } from "vitest";
import { contentHash } from "../../src/model/content-hash.ts";
import { canonical } from "../../src/model/json.ts";

it("is 16 hexadecimal digits, whatever the value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(contentHash(value)).toMatch(/^[0-9a-f]{16}$/);
    }),
  );
});

it("is the same for the same value, in whatever order its keys were written", () => {
  expect(contentHash({ a: 1, b: [2, { c: 3, d: 4 }] })).toBe(contentHash({ b: [2, { d: 4, c: 3 }], a: 1 }));
});

it("minds the order of a list", () => {
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
});

it.each([
  [1, "1"],
  [null, "null"],
  [[], {}],
  ["", " "],
  [{ a: 1 }, { a: 1, b: null }],
])("tells %j and %j apart", (one, other) => {
  expect(contentHash(one)).not.toBe(contentHash(other));
});

it("tells values apart exactly where they differ, as far as can be seen", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(contentHash(one) === contentHash(other)).toBe(canonical(one) === canonical(other));
    }),
  );
});

it("tells a hundred thousand values apart that are nearly alike", () => {
  const hashes = Array.from({ length: 100_000 }, (_, id) => contentHash({ id, text: "the same ticket" }));
  expect(new Set(hashes).size).toBe(hashes.length);
});
