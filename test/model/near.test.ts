import fc from "fast-check";
import { expect, it } from "vitest";
import { didYouMean, nearNames } from "../../src/model/near.ts";

it("finds a name with a slip of the finger in it", () => {
  expect(nearNames("darft", ["classify", "draft", "send"])).toEqual(["draft"]);
});

it("takes no notice of capitals", () => {
  expect(nearNames("TimeoutMS", ["timeoutMs"])).toEqual(["timeoutMs"]);
});

it("names the nearest first, and three at most", () => {
  expect(nearNames("step1", ["step22", "step2", "step1", "step3", "step4"])).toEqual(["step1", "step2", "step3"]);
});

it("does not take a short name for near because any two letters are two edits away", () => {
  expect(nearNames("ab", ["xy", "x"])).toEqual([]);
});

it("finds every name one edit away that has at least two letters", () => {
  const word = fc.string({ minLength: 3, maxLength: 12, unit: fc.constantFrom("a", "b", "c", "d", "e", "f", "g") });
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom("x", ""), (name, place, letter) => {
      const at = place % name.length;
      const slipped = `${name.slice(0, at)}${letter}${name.slice(at + 1)}`;
      expect(nearNames(slipped, ["something else", name])).toEqual([name]);
    }),
  );
});

it("measures the same from both sides", () => {
  const word = fc.string({ minLength: 4, maxLength: 8, unit: fc.constantFrom("a", "b") });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(nearNames(a, [b]).length).toBe(nearNames(b, [a]).length);
    }),
  );
});

it.each([
  ["darft", ["draft", "send"], 'Did you mean "draft"?'],
  ["step1", ["step2", "step3"], 'Did you mean "step2" or "step3"?'],
  ["nothing like it", ["draft", "send"], "There are: draft, send."],
  ["anything", [], "There is none."],
])("says of %j among %j: %s", (wanted, names, sentence) => {
  expect(didYouMean(wanted, names)).toBe(sentence);
});

it("lists twelve names at most where none is near", () => {
  const names = Array.from({ length: 40 }, (_, i) => `name-${i}`);
  expect(didYouMean("?", names)).toBe(`There are: ${names.slice(0, 12).join(", ")}.`);
});
