import { expect, it } from "vitest";
import { columnReader } from "../../../../src/hosts/durable/sqlite/columns.ts";

const { text, whole, maybeText, maybeWhole } = columnReader("j.db");

it("reads texts and whole numbers, and NULL as undefined where there may be one", () => {
  const columns = { a: "words", b: 7, c: null };
  expect([text(columns, "a"), whole(columns, "b"), maybeText(columns, "a"), maybeWhole(columns, "b")]).toEqual([
    "words",
    7,
    "words",
    7,
  ]);
  expect([maybeText(columns, "c"), maybeWhole(columns, "c")]).toEqual([undefined, undefined]);
});

it("takes anything else for damage", () => {
  const columns = { number: 7, half: 1.5, nothing: null, words: "words", large: 7n };
  for (const name of ["number", "nothing", "not-there"]) expect(() => text(columns, name)).toThrow("JOURNAL_CORRUPT");
  for (const name of ["half", "nothing", "words", "large"])
    expect(() => whole(columns, name)).toThrow("JOURNAL_CORRUPT");
  expect(() => maybeText(columns, "number")).toThrow("the column number holds no text");
  expect(() => maybeWhole(columns, "words")).toThrow("the column words holds no whole number");
});
