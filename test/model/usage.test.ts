import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsd, LEDGERS, NO_SPEND } from "../../src/model/usage.ts";

it("tests steps before money and money before time", () => {
  expect(LEDGERS).toEqual(["steps", "toolCalls", "tokens", "usd", "wallMs", "depth", "spawned"]);
});

it("begins with nothing spent, and nobody can change that for the others", () => {
  expect(NO_SPEND).toEqual({ steps: 0, toolCalls: 0, tokens: 0, usd: 0, wallMs: 0 });
  expect(Object.isFrozen(NO_SPEND)).toBe(true);
});

describe("a sum of dollars", () => {
  const nanos = fc.bigInt({ min: 0n, max: 400_000_000_000_000n });

  it("is exact to the billionth, up to a million and beyond", () => {
    expect(addUsd(addUsd(0.1, 0.1), 0.1)).toBe(0.3);
    fc.assert(
      fc.property(nanos, nanos, (one, other) => {
        expect(addUsd(Number(one) / 1e9, Number(other) / 1e9)).toBe(Number(one + other) / 1e9);
      }),
    );
  });

  it("never goes down by what is added", () => {
    const dollars = fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true });
    fc.assert(
      fc.property(dollars, dollars, dollars, (first, more, most) => {
        const used = addUsd(first, more);
        expect(addUsd(used, most)).toBeGreaterThanOrEqual(used);
      }),
    );
  });
});
