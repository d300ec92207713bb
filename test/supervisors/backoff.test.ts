import fc from "fast-check";
import { expect, it } from "vitest";
import { backoffMs } from "../../supervisors/backoff.ts";
import type { BackoffRule } from "../../supervisors/policy.ts";

const doubling: BackoffRule = { initialMs: 500, factor: 2, maxMs: 30_000, jitter: "none" };
const jittered: BackoffRule = { ...doubling, jitter: "full" };

it("doubles from half a second to the cap", () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempt) => backoffMs(doubling, attempt, { draw: 0.5 }));
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it("draws evenly between nothing and the delay where the jitter is full", () => {
  const delays = [0, 0.25, 0.999].map((draw) => backoffMs(jittered, 3, { draw }));
  expect(delays).toEqual([0, 500, 1_998]);
});

it("never goes below what the provider asked for", () => {
  expect(backoffMs(jittered, 1, { draw: 0, retryAfterMs: 7_000.5 })).toBe(7_001);
});

it("waits longer than the provider asked for where the own delay is longer", () => {
  expect(backoffMs(doubling, 3, { draw: 0, retryAfterMs: 100 })).toBe(2_000);
});

const rules: fc.Arbitrary<BackoffRule> = fc.record({
  initialMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2 ** 31 - 1, noNaN: true })),
  factor: fc.double({ min: 1, max: 1_000, noNaN: true }),
  maxMs: fc.double({ min: 0, max: 2 ** 31 - 1, noNaN: true }),
  jitter: fc.constantFrom("full", "none"),
});
const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1_000_000 }));

it("stays nothing where it begins with nothing, however often it is doubled", () => {
  expect(backoffMs({ ...doubling, initialMs: 0 }, 5_000, { draw: 0.5 })).toBe(0);
});

it("is a whole number from 0 to the cap, for any rule, attempt and draw", () => {
  fc.assert(
    fc.property(rules, attempts, draws, (rule, attempt, draw) => {
      const delayMs = backoffMs(rule, attempt, { draw });
      expect(Number.isSafeInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(rule.maxMs);
    }),
  );
});

it("does not shrink from one attempt to the next, with the same draw", () => {
  fc.assert(
    fc.property(rules, attempts, draws, (rule, attempt, draw) => {
      expect(backoffMs(rule, attempt + 1, { draw })).toBeGreaterThanOrEqual(backoffMs(rule, attempt, { draw }));
    }),
  );
});

it("jitters below the delay that it would have without jitter", () => {
  fc.assert(
    fc.property(rules, attempts, draws, (rule, attempt, draw) => {
      const full = backoffMs({ ...rule, jitter: "full" }, attempt, { draw });
      expect(full).toBeLessThanOrEqual(backoffMs({ ...rule, jitter: "none" }, attempt, { draw }));
    }),
  );
});

it("is at least what the provider asked for, and nothing but the longer of the two", () => {
  const asked = fc.double({ min: 0, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(rules, attempts, draws, asked, (rule, attempt, draw, retryAfterMs) => {
      const own = backoffMs(rule, attempt, { draw });
      expect(backoffMs(rule, attempt, { draw, retryAfterMs })).toBe(Math.max(own, Math.ceil(retryAfterMs)));
    }),
  );
});
