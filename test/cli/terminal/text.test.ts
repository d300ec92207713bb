import fc from "fast-check";
import { expect, it } from "vitest";
import { clip, count, fill, oneLine, plainLine, valueLine, widthOf, wrap } from "../../../src/cli/terminal/text.ts";

it("knows how wide a terminal draws a text", () => {
  expect(widthOf("done")).toBe(4);
  expect(widthOf("日本")).toBe(4);
  expect(widthOf("né")).toBe(2);
  expect(widthOf("ne\u0301")).toBe(2);
  expect(widthOf("👩‍👩‍👧")).toBe(2);
  expect(widthOf("├─ ✓ ━")).toBe(6);
  expect(widthOf("\u001b[31mred\u001b[39m ✓")).toBe(5);
});

it("cuts a text with an ellipsis, and no wide character in half", () => {
  expect(clip("connection", 10)).toBe("connection");
  expect(clip("connection", 6)).toBe("conne…");
  expect(clip("日本語", 4)).toBe("日…");
  expect(clip("a word", 3)).toBe("a…");
  expect(clip("word", 1)).toBe("…");
  expect(clip("word", 0)).toBe("");
});

it("fills up to a width on either side", () => {
  expect(fill("ab", 4)).toBe("ab  ");
  expect(fill("ab", 4, "right")).toBe("  ab");
});

it("never is wider than it may be, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.nat(20), (text, width) => {
      const line = oneLine(text);
      expect(widthOf(clip(line, width))).toBeLessThanOrEqual(width);
      expect(widthOf(fill(line, width))).toBe(width);
    }),
  );
});

it("puts any text on one line, and lets nobody move the cursor", () => {
  expect(oneLine("a\n  b\tc\u001b[2Jd\u0007e")).toBe("a b cd e");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(oneLine(text)).not.toMatch(/\p{Cc}/u);
    }),
  );
});

it("shows a value as JSON, and a text as it is", () => {
  expect(valueLine({ refund: 120 })).toBe('{"refund":120}');
  expect(valueLine("two\nlines")).toBe("two lines");
  expect(valueLine(undefined)).toBe("undefined");
});

it("keeps the spaces of a line, and lets nobody move the cursor or turn the text around", () => {
  expect(plainLine("  a  b\tc\u001b[2Jd\u0007e\u202ef ")).toBe("  a  b  cd ef");
});

it("breaks a text at its spaces where it has some", () => {
  expect(wrap("we are sorry about the parcel", 12)).toEqual(["we are sorry", "about the", "parcel"]);
  expect(wrap("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  expect(wrap("日本語", 4)).toEqual(["日本", "語"]);
  expect(wrap("", 4)).toEqual([""]);
});

it("leaves nothing out when it breaks a text, and is never wider than it may be", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", " ", "日", "é", "👩‍👩‍👧"), maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
      },
    ),
  );
});

it("counts in words", () => {
  expect([count(1, "step"), count(2, "step"), count(2, "retry", "retries")]).toEqual([
    "1 step",
    "2 steps",
    "2 retries",
  ]);
});
