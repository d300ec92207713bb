import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Result } from "../../src/hosts/attempt.ts";
import { createProgress } from "../../src/hosts/progress.ts";

/** Reports of one attempt; each stands alone, unless `isAlone` says that it went into one that still waits. */
function reporting(isAlone: () => boolean = () => true) {
  const fractions: number[] = [];
  const said: Result[] = [];
  const progress = createProgress("a#1", (result) => {
    said.push(result);
    if (result.kind === "progressed") fractions.push(result.fraction);
    return isAlone();
  });
  return { progress, fractions, said };
}

describe("progress", () => {
  it("is from 0 to 1, with what there is so far, if that is JSON", () => {
    const { progress, said } = reporting();
    progress(-1, () => {});
    progress(0.5, { so: "far" });
    progress(2);
    expect(said).toEqual([
      { kind: "progressed", id: "a#1", fraction: 0 },
      { kind: "progressed", id: "a#1", fraction: 0.5, partial: { so: "far" } },
      { kind: "progressed", id: "a#1", fraction: 1 },
    ]);
  });

  it("is dropped where it is no number", () => {
    const { progress, said } = reporting();
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, JSON.parse('"0.5"')]) progress(odd);
    expect(said).toEqual([]);
  });

  it("is taken a thousand times, then every tenth time, after ten thousand every hundredth, and so on", () => {
    const { progress, fractions } = reporting();
    const calls = (count: number) => {
      const before = fractions.length;
      for (let i = 0; i < count; i++) progress(0.5);
      return fractions.length - before;
    };
    expect([calls(1_000), calls(9), calls(1), calls(90_000 - 10), calls(99), calls(1), calls(100_000)]).toEqual([
      1_000, 0, 1, 8_999, 0, 1, 1_000,
    ]);
  });

  it("goes on to the end, and is never more than a hundredth of the reports behind", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (count) => {
        const { progress, fractions } = reporting();
        for (let i = 0; i < count; i++) progress(i / (count + 1));
        const behind = (count - 1) / (count + 1) - (fractions.at(-1) ?? Number.NaN);
        expect(behind).toBeLessThanOrEqual(0.01);
      }),
      { numRuns: 20 },
    );
  });

  it("says that it is done, however much was said before, and says so once", () => {
    const { progress, fractions } = reporting();
    for (let i = 0; i < 5_005; i++) progress(0.5);
    const before = fractions.length;
    for (let i = 0; i < 5; i++) progress(1);
    expect(fractions.slice(before)).toEqual([1]);
  });

  it("counts only what stands alone: what nobody has read yet is replaced, and costs nothing", () => {
    const { progress, fractions } = reporting(() => false);
    for (let i = 0; i < 5_000; i++) progress(i / 5_000);
    expect(fractions.length).toBe(5_000);
  });

  it("does not look at what there is so far where it is dropped", () => {
    let looked = 0;
    const partial = {
      get so() {
        looked += 1;
        return "far";
      },
    };
    const { progress } = reporting();
    for (let i = 0; i < 2_000; i++) progress(0.5, partial);
    progress(Number.NaN, partial);
    expect(looked).toBe(1_100);
  });
});
