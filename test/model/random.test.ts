import fc from "fast-check";
import { expect, it } from "vitest";
import { draw, hash32 } from "../../src/model/random.ts";

it("draws the same number for the same name under the same seed, today and in a replay", () => {
  expect([draw(0, "support/draft#1"), draw(7, "support/draft#1")]).toEqual([0.15639618085697293, 0.6266253474168479]);
});

it("hashes to 32 bits without a sign, and draws from 0 up to but not including 1", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (label, seed) => {
      const hash = hash32(label, seed);
      expect(hash).toBe(hash >>> 0);
      expect(draw(seed, label)).toBe(hash / 2 ** 32);
      expect(draw(seed, label)).toBeLessThan(1);
    }),
  );
});

it("draws a new number for a neighbouring name and for a neighbouring seed", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (label, seed) => {
      expect(draw(seed, `${label}#1`)).not.toBe(draw(seed, `${label}#2`));
      expect(draw(seed, label)).not.toBe(draw(seed + 1, label));
    }),
  );
});

it.each([
  ["names", (i: number) => draw(1, `agent[${i}]#1`)],
  ["seeds", (i: number) => draw(i, "agent#1")],
])("spreads evenly over counted %s (chi-squared over 16 boxes, p > 0.001)", (_, drawn) => {
  const draws = 16_000;
  const boxes = Array.from({ length: 16 }, () => 0);
  for (let i = 0; i < draws; i++) {
    const box = Math.floor(drawn(i) * boxes.length);
    boxes[box] = (boxes[box] ?? 0) + 1;
  }
  const expected = draws / boxes.length;
  const chiSquared = boxes.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquared).toBeLessThan(37.7);
});

it("does not repeat itself among 10,000 names", () => {
  const numbers = new Set(Array.from({ length: 10_000 }, (_, i) => hash32(`agent[${i}]`, 0)));
  expect(numbers.size).toBeGreaterThan(9_990);
});
