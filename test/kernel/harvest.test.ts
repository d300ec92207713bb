import fc from "fast-check";
import { expect, it } from "vitest";
import { createHarvest } from "../../src/kernel/harvest.ts";
import type { Failure } from "../../src/model/failure.ts";
import { isWithin } from "../../src/model/path.ts";

const why = (path: string): Failure => ({ kind: "transient", path, message: `${path} failed` });
const work = (input: unknown, output: unknown) => ({ input, output, isWork: true });

it("gives back what finished at a place, on the same input only", () => {
  const harvest = createHarvest();
  harvest.finish("desk/draft", work({ mail: 1 }, "a draft"));
  expect(harvest.find("desk/draft", { mail: 1 })?.output).toBe("a draft");
  expect(harvest.find("desk/draft", { mail: 2 })).toBeUndefined();
});

it("takes back a subtree, and nothing beside it", () => {
  const harvest = createHarvest();
  for (const path of ["desk/a", "desk/a/b", "desk/ab"]) harvest.finish(path, work(1, path));
  harvest.takeBack("desk/a");
  expect(harvest.outputs()).toEqual({ "desk/ab": "desk/ab" });
  harvest.finish("desk/a/b", work(1, "again"));
  expect(harvest.outputs()).toEqual({ "desk/ab": "desk/ab", "desk/a/b": "again" });
});

it("shows of what was skipped only what no other value stands for", () => {
  const harvest = createHarvest();
  harvest.skip("desk/a/b", why("desk/a/b"));
  harvest.skip("desk/c", why("desk/c"));
  harvest.skip("desk/a", why("desk/a"));
  expect(harvest.skipped().map(({ path }) => path)).toEqual(["desk/c", "desk/a"]);
  harvest.replace("desk/c");
  expect(harvest.skipped().map(({ path }) => path)).toEqual(["desk/a"]);
});

it("keeps every value that passed unseen", () => {
  const harvest = createHarvest();
  harvest.pass("desk/a", [why("first gate"), why("second gate")]);
  expect(harvest.skipped()).toHaveLength(2);
});

it("comes to what walking over everything would come to", () => {
  const path = fc.constantFrom("a", "a/b", "a/b/c", "a/bc", "d", "d/e");
  const act = fc.tuple(fc.constantFrom("finish", "skip", "replace", "takeBack"), path);
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const harvest = createHarvest();
      const outputs = new Map<string, number>();
      let skips: string[] = [];
      for (const [index, [what, where]] of acts.entries()) {
        if (what === "finish") {
          harvest.finish(where, work(0, index));
          outputs.set(where, index);
          continue;
        }
        skips = skips.filter((skipped) => !isWithin(skipped, where));
        if (what === "takeBack") for (const key of [...outputs.keys()]) if (isWithin(key, where)) outputs.delete(key);
        if (what === "skip") {
          harvest.skip(where, why(where));
          skips.push(where);
        } else harvest[what](where);
      }
      expect(harvest.outputs()).toEqual(Object.fromEntries(outputs));
      expect(harvest.skipped().map((skipped) => skipped.path)).toEqual(skips);
    }),
  );
});
