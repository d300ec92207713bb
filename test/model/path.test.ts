import fc from "fast-check";
import { expect, it } from "vitest";
import {
  attemptId,
  childPath,
  fallbackPath,
  isWithin,
  levelsBelow,
  lifeId,
  NAME_PATTERN,
} from "../../src/model/path.ts";

it("writes the third attempt of the second life of the third activation as support/draft[2]~1#3", () => {
  expect(attemptId(lifeId(childPath("support", "draft", 2), 1), 3)).toBe("support/draft[2]~1#3");
});

it("does not write the first life, and gives a child of the run no slash", () => {
  expect([lifeId("support", 0), childPath("", "support")]).toEqual(["support", "support"]);
});

it("puts the plan that stands in for another below it", () => {
  expect(fallbackPath("support/draft", "template")).toBe("support/draft/fallback:template");
});

it("knows what lies within: the node itself and what is below, not what begins with the same letters", () => {
  const within = ["support", "support/draft", "support-desk", "support[1]", "other"].map((path) =>
    isWithin(path, "support"),
  );
  expect(within).toEqual([true, true, false, false, false]);
});

it("counts levels below a node, itself the first, and a plan that stands in for another as deep as that", () => {
  const levels = ["a", "a/b", "a/b[3]", "a/b/fallback:c", "a/b/fallback:c/fallback:d", "a/b/fallback:c/d"].map((path) =>
    levelsBelow(path, "a"),
  );
  expect(levels).toEqual([1, 2, 2, 2, 2, 3]);
  expect([levelsBelow("a/fallback:c/d", "a/fallback:c"), levelsBelow("a/fallback:c", "a/fallback:c")]).toEqual([2, 1]);
});

it("has everything within the run", () => {
  expect([isWithin("", ""), isWithin("anything/at/all", "")]).toEqual([true, true]);
});

it.each(["draft", "a", "second-opinion", "v1.2", "two words", "_private", "A".repeat(64)])(
  "takes %j for a name",
  (name) => {
    expect(name).toMatch(NAME_PATTERN);
  },
);

it.each([
  "",
  " draft",
  "draft ",
  "a/b",
  "a[1]",
  "a~1",
  "a#1",
  "a!1",
  "a?1",
  "a:b",
  "ü",
  "-a",
  "a.",
  "A".repeat(65),

  "a\n",
])("does not take %j for a name", (name) => {
  expect(name).not.toMatch(NAME_PATTERN);
});

it("makes one id for one place, life and attempt: no two of them are written alike", () => {
  const letters = fc.constantFrom("a", "B", "7", "_", ".", "-", " ");
  const name = fc.string({ unit: letters, minLength: 1, maxLength: 5 }).filter((text) => NAME_PATTERN.test(text));
  const spot = fc.record({
    names: fc.array(fc.tuple(name, fc.option(fc.nat({ max: 20 }), { nil: undefined })), { minLength: 1, maxLength: 4 }),
    life: fc.nat({ max: 20 }),
    attempt: fc.nat({ max: 20 }),
  });
  const idOf = ({ names, life, attempt }: { names: [string, number | undefined][]; life: number; attempt: number }) =>
    attemptId(
      lifeId(
        names.reduce((path, [segment, index]) => childPath(path, segment, index), ""),
        life,
      ),
      attempt,
    );
  fc.assert(
    fc.property(spot, spot, (a, b) => {
      expect(idOf(a) === idOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});
