import fc from "fast-check";
import { expect, it } from "vitest";
import { ownWords, sentencesOf } from "../../../../examples/support-desk/brains/own-words.ts";

it.each([
  "> quoted",
  "  > > quoted",
  "| quoted",
  "JM> quoted",
  "[name]> quoted",
  "--]quoted",
  "[name] wrote:",
  "[name] a écrit:",
  "Quoting [name] <[address]>:",
  "From: [name]",
])("leaves out %j", (line) => {
  expect(ownWords(`before\n${line}\nafter`)).toBe("before\nafter");
});

it.each(["-- ", "--", "-----Original Message-----", "-----BEGIN PGP SIGNATURE-----", "_".repeat(30)])(
  "ends at %j",
  (line) => {
    expect(ownWords(`mine\n${line}\nnot mine`)).toBe("mine");
  },
);

it("keeps what only looks like a mark", () => {
  const text = "a -> b\n-- or so\n--force is an option\nhe wrote a book";
  expect(ownWords(text)).toBe(text);
});

it("cuts a text into sentences, list items and lines of their own", () => {
  expect(sentencesOf("One and\ntwo. Three?  Four (e.g. this)!\n\n- five\n- six\n\n---")).toEqual([
    "One and two.",
    "Three?",
    "Four (e.g. this)!",
    "- five",
    "- six",
  ]);
});

it("takes every sentence word for word from the text, white space aside", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const flat = text.replace(/\s+/g, " ");
      expect(sentencesOf(text).filter((sentence) => !flat.includes(sentence))).toEqual([]);
    }),
  );
});
