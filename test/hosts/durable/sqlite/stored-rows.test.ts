import { expect, it } from "vitest";
import { beginning, ending, sampleRows } from "../../../../src/hosts/conformance/journal-samples.ts";
import { makeParts } from "./stored.ts";

/** A run of six rows, over or not, to which something is done; reading it. */
function after(sql: string, isOver = false) {
  const { db, runs, rows, appending } = makeParts();
  appending.append(beginning("a", 5));
  appending.append(isOver ? ending("a", { seq: 5, endedAt: 1 }) : { rows: sampleRows("a", 1, 5) });
  db.exec(sql);
  const run = runs.find("a");
  if (run === undefined) throw new Error("no run");
  return { read: (range = {}) => rows.read(run, range), count: () => rows.count(run.number) };
}

it("reads rows as they were stored, and counts them", () => {
  const { read, count } = after("");
  expect(read()).toEqual(sampleRows("a", 6));
  expect(read({ from: 2, limit: 3 })).toEqual(sampleRows("a", 3, 2));
  expect(count()).toBe(6);
  expect(makeParts().rows.count(7)).toBe(0);
});

it.each([
  ["at the beginning", "DELETE FROM facts WHERE seq = 0", {}, 0],
  ["in the middle", "DELETE FROM facts WHERE seq = 3", {}, 3],
  ["where the range begins", "DELETE FROM facts WHERE seq = 3", { from: 3 }, 3],
])("finds a row missing %s", (_, sql, range, seq) => {
  expect(() => after(sql).read(range)).toThrow(`row ${seq} of run a is missing`);
});

it("finds the last rows missing where the run is over", () => {
  const { read } = after("DELETE FROM facts WHERE seq >= 4", true);
  expect(() => read()).toThrow("row 4 of run a is missing");
  expect(read({ limit: 4 })).toEqual(sampleRows("a", 4));
  expect(() => read({ from: 2, limit: 9 })).toThrow("row 4 of run a is missing");
});

it.each([
  ["another text", "UPDATE facts SET text = '{}' WHERE seq = 2"],
  [
    "the text of another row",
    "UPDATE facts SET text = (SELECT text FROM facts WHERE seq = 1), checksum = (SELECT checksum FROM facts WHERE seq = 1) WHERE seq = 2",
  ],
  ["another checksum", "UPDATE facts SET checksum = checksum + 1 WHERE seq = 2"],
])("finds a row that has %s", (_, sql) => {
  expect(() => after(sql).read()).toThrow("row 2 of run a is not what was stored");
});
