import fc from "fast-check";
import { expect, it } from "vitest";
import { duration, readDuration, ticking } from "../../src/cli/duration.ts";

it("reads durations with their units", () => {
  expect(["500ms", "90s", "1.5m", "2h", "1d", "0s"].map(readDuration)).toEqual([
    500, 90_000, 90_000, 7_200_000, 86_400_000, 0,
  ]);
});

it("reads nothing else", () => {
  expect(["90", "", "m", "2 m", "-1s", "1e3s", "2min", "1h30m", "Infinitys"].map(readDuration)).toEqual(
    Array(9).fill(undefined),
  );
});

it("reads no duration that is too long to be counted in milliseconds", () => {
  expect([`${"9".repeat(400)}s`, `${"9".repeat(20)}d`].map(readDuration)).toEqual([undefined, undefined]);
});

it("says durations in two units at most", () => {
  expect([0, 7, 999, 1_000, 12_360, 59_949].map(duration)).toEqual(["0ms", "7ms", "999ms", "1s", "12.4s", "59.9s"]);
  expect([59_950, 60_000, 125_000, 3_599_000].map(duration)).toEqual(["1m", "1m", "2m 05s", "59m 59s"]);
  expect([3_599_600, 3_600_000, 12_060_000].map(duration)).toEqual(["1h", "1h", "3h 21m"]);
  expect([172_799_000, 172_800_000, 187_200_000].map(duration)).toEqual(["2d", "2d", "2d 04h"]);
});

it("keeps a growing duration at one width until it is a minute", () => {
  expect([-5, 0, 999, 12_000, 59_949, 61_000].map(ticking)).toEqual([
    "0.0s",
    "0.0s",
    "1.0s",
    "12.0s",
    "59.9s",
    "1m 01s",
  ]);
});

it("never says less of a longer time, and reads what it says in one unit", () => {
  const approximate = (text: string) =>
    text.split(" ").reduce((sum, part) => sum + (readDuration(part) ?? Number.NaN), 0);
  fc.assert(
    fc.property(fc.nat(10 * 86_400_000), fc.nat(10 * 86_400_000), (a, b) => {
      const [shorter, longer] = a < b ? [a, b] : [b, a];
      expect(approximate(duration(shorter))).toBeLessThanOrEqual(approximate(duration(longer)));
      expect(Math.abs(approximate(duration(a)) - a)).toBeLessThanOrEqual(Math.max(50, a * 0.021));
      expect(duration(a).length).toBeLessThanOrEqual(7);
    }),
  );
});
