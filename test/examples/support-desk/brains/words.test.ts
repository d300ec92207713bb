import fc from "fast-check";
import { expect, it } from "vitest";
import { featuresOf, WORDS_MAX, wordsOf } from "../../../../examples/support-desk/brains/words.ts";
import { aMail } from "../a-mail.ts";

it("takes words in lower case, with prices and apostrophes", () => {
  expect(wordsOf("It's $5 or €20, x86 or 80486, naïve")).toEqual(["it's", "$5", "or", "€20", "x86", "or", "naïve"]);
});

it("takes no word that is __proto__, and not more than the limit", () => {
  expect(wordsOf("__proto__ constructor")).toEqual(["proto__".slice(0, 5), "constructor"]);
  expect(wordsOf("word ".repeat(WORDS_MAX + 10))).toHaveLength(WORDS_MAX);
});

it("marks the words of the subject, and takes none from list marks", () => {
  const features = featuresOf(aMail({ subject: "[ILUG] Disk full", body: "my disk" }));
  expect([...features]).toEqual(["my", "disk", "subject:disk", "full", "subject:full"]);
});

it("gives words of two to 24 characters, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(wordsOf(text).filter((word) => word.length < 2 || word.length > 48 || word.includes("_"))).toEqual([]);
    }),
  );
});
