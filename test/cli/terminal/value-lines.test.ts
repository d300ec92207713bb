import fc from "fast-check";
import { expect, it } from "vitest";
import { widthOf } from "../../../src/cli/terminal/text.ts";
import { atMost, valueLines, numberedLines } from "../../../src/cli/terminal/value-lines.ts";

it("shows a short value on one line", () => {
  expect(valueLines({ refund: 120 }, 40)).toEqual(['{"refund":120}']);
  expect(valueLines(undefined, 40)).toEqual(["undefined"]);
});

it("shows a text as it is, line by line", () => {
  expect(valueLines("Dear Bob,\n\n  we are sorry about the parcel", 20)).toEqual([
    "Dear Bob,",
    "",
    "  we are sorry about",
    "  the parcel",
  ]);
});

it("shows a long value as JSON over some lines, and breaks a text in it at its line ends", () => {
  const value = { to: "bob", text: "Dear Bob,\n\nwe are sorry about the parcel that is lost", path: "C:\\new" };
  expect(valueLines(value, 40)).toEqual([
    "{",
    '  "to": "bob",',
    '  "text": "Dear Bob,\\n',
    "    \\n",
    "    we are sorry about the parcel that",
    '    is lost",',
    '  "path": "C:\\\\new"',
    "}",
  ]);
});

it("keeps on one line what has room on it, however deep it is", () => {
  const value = {
    mails: [
      { from: "bob", n: 1 },
      { from: "ann", n: 2 },
    ],
    note: "a note that is rather long, so that it breaks",
  };
  expect(valueLines(value, 40)).toEqual([
    "{",
    '  "mails": [',
    '    {"from":"bob","n":1},',
    '    {"from":"ann","n":2}',
    "  ],",
    '  "note": "a note that is rather long,',
    '    so that it breaks"',
    "}",
  ]);
});

it("puts many short items on one line", () => {
  expect(valueLines({ pages: Array.from({ length: 12 }, (_, i) => i) }, 20)).toEqual([
    "{",
    '  "pages": [',
    "    0, 1, 2, 3, 4,",
    "    5, 6, 7, 8, 9,",
    "    10, 11",
    "  ]",
    "}",
  ]);
});

it("leaves nothing of a value out, whatever it is, and is never wider than it may be", () => {
  const squeezed = (text: string) => text.replace(/\s/g, "");
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme-ascii" }), fc.integer({ min: 8, max: 60 }), (value, width) => {
      const lines = valueLines(value, width);
      const whole = typeof value === "string" ? value : JSON.stringify(value);
      expect(squeezed(lines.join(""))).toBe(squeezed(whole));
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    }),
  );
});

it("lets nobody move the cursor", () => {
  expect(valueLines("a\u001b[2Jb", 20)).toEqual(["ab"]);
  expect(valueLines(["x".repeat(30), "\u009b2J"], 20).join("")).not.toContain("\u009b");
});

it("counts what is left out, and says how it can be seen", () => {
  expect(atMost(["a", "b"], 2, "show")).toEqual(["a", "b"]);
  expect(atMost(["a", "b", "c"], 2, "show prints it whole")).toEqual(["a", "… 2 more lines; show prints it whole"]);
  expect(atMost(["a", "b", "c"], 0, "show prints it whole")).toEqual(["… 3 more lines; show prints it whole"]);
});

it("numbers items from 1, and cuts none of them", () => {
  expect(numberedLines(["a", { b: 1 }], 40)).toEqual(["1  a", '2  {"b":1}']);
  const items = Array.from({ length: 12 }, (_, at) => `item ${at} ${"x".repeat(60)}`);
  const all = numberedLines(items, 40);
  expect(all.every((line) => widthOf(line) <= 40)).toBe(true);
  expect(all.join("").replace(/\s/g, "")).toContain(`12item11${"x".repeat(60)}`);
  expect(all.filter((line) => /^ *\d+ {2}item/.test(line))).toHaveLength(12);
});
