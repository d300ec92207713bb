import fc from "fast-check";
import { expect, it } from "vitest";
import { mulberry32, shuffle, split } from "../../../../examples/support-desk/brains/split.ts";

it("loses nothing, doubles nothing, and cuts where it should", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.integer(), (items, seed) => {
      const { training, heldOut } = split(items, { seed });
      expect(training).toHaveLength(Math.floor(items.length * 0.7));
      expect(new Set([...training, ...heldOut])).toEqual(new Set(items));
      expect(training.length + heldOut.length).toBe(items.length);
    }),
  );
});

it("is the same for the same seed and another for another", () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  expect(split(items, { seed: 1 })).toEqual(split(items, { seed: 1 }));
  expect(shuffle(items, 1)).not.toEqual(shuffle(items, 2));
});

it("draws the published numbers", () => {
  const draw = mulberry32(42);
  expect([draw(), draw()].map((number) => number.toFixed(6))).toEqual(["0.601104", "0.448291"]);
});
