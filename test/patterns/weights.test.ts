import fc from "fast-check";
import { expect, it } from "vitest";
import { exactly, numberOf } from "../../src/patterns/weights.ts";

const sumOf = (weights: readonly number[]) => {
  const { units, exponent } = exactly(weights);
  return numberOf(
    units.reduce((sum, unit) => sum + unit, 0n),
    exponent,
  );
};

it.each([
  [[0.1, 0.2], 0.3],
  [[0.1, 0.2, 0.3], 0.6],
  [[1, 2], 3],
  [[], 0],
  [[0, -0], 0],
  [[1e-7, 2e-7], 3e-7],
  [[5e-324, 5e-324], 1e-323],
  [[Number.MAX_SAFE_INTEGER, 0.5, 0.5], 2 ** 53],
])("adds up %j to %d", (weights, sum) => {
  expect(sumOf(weights)).toBe(sum);
});

it("takes whole weights as they are", () => {
  expect(exactly([3, 1, 0])).toEqual({ units: [3n, 1n, 0n], exponent: 0 });
});

it("tells apart what differs in the last digit", () => {
  const { units } = exactly([0.3, 0.30000000000000004]);
  expect(units[0]).not.toBe(units[1]);
});

it("keeps every single weight, and the order of any two", () => {
  const weight = fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true });
  fc.assert(
    fc.property(weight, weight, (one, other) => {
      const { units, exponent } = exactly([one, other]);
      expect(units.map((unit) => numberOf(unit, exponent) + 0)).toEqual([one + 0, other + 0]);
      const [first = 0n, second = 0n] = units;
      expect([first < second, first > second]).toEqual([one < other, one > other]);
    }),
  );
});

it("adds up hundredths as whole cents would", () => {
  const cents = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 30 });
  fc.assert(
    fc.property(cents, (all) => {
      expect(sumOf(all.map((cent) => cent / 100))).toBe(all.reduce((sum, cent) => sum + cent, 0) / 100);
    }),
  );
});
