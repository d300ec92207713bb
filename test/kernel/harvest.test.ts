import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHarvest } from "../../src/kernel/harvest.ts";
import type { Failure } from "../../src/model/failure.ts";
import { isWithin } from "../../src/model/path.ts";

const failure: Failure = { kind: "transient", path: "p/a", message: "no luck" };
const work = (input: unknown, output: unknown) => ({ input, output, about: undefined, isSkipped: false, isWork: true });

describe("what has finished", () => {
  it("is found again at its place on the same input, however that is ordered", () => {
    const harvest = createHarvest();
    harvest.finish("p/a", work({ x: 1, y: 2 }, "out"));
    expect(harvest.find("p/a", { y: 2, x: 1 })?.output).toBe("out");
    expect([harvest.find("p/a", { x: 1 }), harvest.find("p/b", { x: 1, y: 2 })]).toEqual([undefined, undefined]);
  });

  it("is known to be of another input, until it is taken back", () => {
    const harvest = createHarvest();
    harvest.finish("p/a", work({ x: 1 }, "out"));
    expect([harvest.hasOther("p/a", { x: 1 }), harvest.hasOther("p/a", { x: 2 })]).toEqual([false, true]);
    harvest.takeBack("p/a");
    expect(harvest.hasOther("p/a", { x: 2 })).toBe(false);
  });

  it("was begun on another input, until it is finished or taken back", () => {
    const harvest = createHarvest();
    const isOther = (x: number) => harvest.hasBegunOther("p/a", { x });
    harvest.begin("p/a", { x: 1 });
    expect([isOther(1), isOther(2), harvest.find("p/a", { x: 1 })]).toEqual([false, true, undefined]);
    harvest.takeBack("p");
    expect(isOther(2)).toBe(false);
    harvest.begin("p/a", { x: 3 });
    harvest.finish("p/a", work({ x: 3 }, "out"));
    expect(isOther(2)).toBe(false);
  });

  it("is in the outcome where it is an agent's own work", () => {
    const harvest = createHarvest();
    harvest.finish("p/a", work(1, "out"));
    harvest.finish("p", { ...work(1, { a: "out" }), isWork: false });
    expect(harvest.outputs()).toEqual({ "p/a": "out" });
  });

  it("is gone once it is taken back, with all below it, and counts again when it is done again", () => {
    const harvest = createHarvest();
    harvest.finish("p/a/deep", work(1, "old"));
    harvest.finish("p/b", work(1, "kept"));
    harvest.takeBack("p/a");
    expect(harvest.outputs()).toEqual({ "p/b": "kept" });
    harvest.finish("p/a/deep", work(1, "new"));
    expect(harvest.find("p/a/deep", 1)?.output).toBe("new");
  });
});

describe("what was skipped", () => {
  it("is listed with its failure, in order", () => {
    const harvest = createHarvest();
    harvest.skip("p/b", failure);
    harvest.skip("p/a", failure);
    expect(harvest.skipped()).toEqual([
      { path: "p/b", failure },
      { path: "p/a", failure },
    ]);
  });

  it("does not matter any more where a value stands for all of it, or another plan", () => {
    const harvest = createHarvest();
    harvest.skip("p/a/deep", failure);
    harvest.skip("p/b/deep", failure);
    harvest.skip("p/a", failure);
    harvest.replace("p/b");
    expect(harvest.skipped().map(({ path }) => path)).toEqual(["p/a"]);
  });

  it("does not matter any more where it is taken back", () => {
    const harvest = createHarvest();
    harvest.skip("p/a/deep", failure);
    harvest.takeBack("p/a");
    expect(harvest.skipped()).toEqual([]);
  });

  it("counts again where it is taken over, though another plan stood in for something above", () => {
    const harvest = createHarvest();
    harvest.skip("p/a/deep", failure);
    harvest.skip("p/b", failure);
    for (const time of ["once", "and once more"]) {
      harvest.replace("p");
      expect(harvest.skipped(), time).toEqual([]);
      harvest.takeOver("p/a");
      expect(
        harvest.skipped().map(({ path }) => path),
        time,
      ).toEqual(["p/a/deep"]);
    }
  });

  it("is not taken over with what another plan had given in its place", () => {
    const harvest = createHarvest();
    harvest.skip("p/a/deep", failure);
    harvest.replace("p/a");
    harvest.replace("p");
    harvest.takeOver("p/a");
    expect(harvest.skipped()).toEqual([]);
  });

  it("leaves a neighbour that begins with the same letters alone", () => {
    const harvest = createHarvest();
    harvest.skip("p/ab", failure);
    harvest.replace("p/a");
    expect(harvest.skipped().length).toBe(1);
  });

  it("is a value that nobody looked at, too, once for each", () => {
    const harvest = createHarvest();
    harvest.pass("p/a", [failure, failure]);
    expect(harvest.skipped().length).toBe(2);
  });
});

type Move = { readonly does: "finish" | "skip" | "replace" | "takeBack"; readonly path: string };
const segments = fc.array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 3 });
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    does: fc.constantFrom("finish", "skip", "replace", "takeBack"),
    path: segments.map((all) => all.join("/")),
  }),
);

it("is a list from which a subtree is struck, whatever is brought in and taken back", () => {
  fc.assert(
    fc.property(moves, (script) => {
      const harvest = createHarvest();
      const outputs = new Map<string, unknown>();
      let skipped: readonly string[] = [];
      for (const [value, { does, path }] of script.entries()) {
        if (does === "finish") {
          harvest.finish(path, work(0, value));
          outputs.set(path, value);
        } else {
          skipped = skipped.filter((key) => !isWithin(key, path));
          if (does === "skip") {
            harvest.skip(path, failure);
            skipped = [...skipped, path];
          } else if (does === "replace") harvest.replace(path);
          else {
            harvest.takeBack(path);
            for (const key of outputs.keys()) if (isWithin(key, path)) outputs.delete(key);
          }
        }
      }
      expect(harvest.outputs()).toEqual(Object.fromEntries(outputs));
      expect(harvest.skipped().map(({ path }) => path)).toEqual(skipped);
    }),
  );
});
