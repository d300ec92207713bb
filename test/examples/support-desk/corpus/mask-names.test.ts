import fc from "fast-check";
import { expect, it } from "vitest";
import { maskNames, maskPeople, namesIn, peopleIn } from "../../../../examples/support-desk/corpus/mask-names.ts";

it("finds the words of people's names, and passes over lists and firms", () => {
  expect(namesIn('"Ada Lovelace" <ada@example.org>, Grace Hopper, Linux Users <l@example.org>')).toEqual([
    "Ada",
    "Lovelace",
    "Grace",
    "Hopper",
  ]);
  expect(namesIn("bob@example.org")).toEqual([]);
});

it("masks given names as whole words, several in a row as one", () => {
  const names = namesIn("Ann Marie O'Brien <a@example.org>");
  expect(maskNames("Ann's annual Anniversary, says Ann Marie.", names)).toBe(
    "[name]'s annual Anniversary, says [name].",
  );
});

it.each([
  "On Thu, 22 Aug 2002, Ada Lovelace wrote:",
  "> On Thu, 22 Aug 2002 at 10:11, Ada Lovelace\n> <[address]> wrote:",
  "Ada Lovelace said the following on 22/8/02:",
  "Quoting Ada Lovelace <[address]>:",
])("masks who is quoted: %s", (line) => {
  const masked = maskNames(`${line}\n> text\nThanks, Ada`, []);
  expect(masked).not.toMatch(/Ada|Lovelace/);
  expect(masked).toContain("> text");
});

it("masks people who are only spoken of", () => {
  const people = new Set(peopleIn("Ada B. Lovelace <ada@example.org>"));
  expect([...people]).toEqual(["Ada B.", "B. Lovelace"]);
  expect(maskPeople("as B. Lovelace, Ada and the Lovelace engine show", people)).toBe(
    "as [name], Ada and the Lovelace engine show",
  );
});

it("never lets a known person through, whatever stands around", () => {
  const people = new Set(["Ada Lovelace"]);
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(" ", "\n", ",", "(", '"', ")"), fc.string(), (before, mark, after) => {
      expect(maskPeople(`${before}${mark}Ada Lovelace${mark}${after}`, people)).not.toContain("Ada Lovelace");
    }),
  );
});
