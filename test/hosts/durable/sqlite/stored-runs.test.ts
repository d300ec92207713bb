import { expect, it } from "vitest";
import { beginning, ending, sampleRun } from "../../../../src/hosts/conformance/journal-samples.ts";
import { checksumOfRun } from "../../../../src/hosts/durable/sqlite/stored-runs.ts";
import { makeParts } from "./stored.ts";

it("finds a run, and how many rows it has once it is over", () => {
  const { runs, appending } = makeParts();
  appending.append(beginning("a", 3));
  expect(runs.find("a")).toEqual({ number: 1, run: sampleRun("a"), length: undefined });
  appending.append(ending("a", { seq: 3, endedAt: 9 }));
  expect(runs.find("a")).toEqual({ number: 1, run: sampleRun("a", { status: "done", endedAt: 9 }), length: 4 });
  expect(runs.find("b")).toBeUndefined();
});

it("has a checksum over what never changes, and no more", () => {
  const run = sampleRun("a");
  expect(checksumOfRun({ ...run, status: "failed", endedAt: 7 })).toBe(checksumOfRun(run));
  for (const change of [{ id: "b" }, { plan: "x" }, { hash: "x" }, { start: "x" }, { startedAt: 7 }])
    expect(checksumOfRun({ ...run, ...change })).not.toBe(checksumOfRun(run));
});

it.each(["start = '{}'", "plan = 'other'", "started_at = 7", "status = 'odd'"])(
  "finds a run whose %s is not what was stored",
  (change) => {
    const { db, runs, appending } = makeParts();
    appending.append(beginning("a"));
    db.exec(`UPDATE runs SET ${change}`);
    expect(() => runs.find("a")).toThrow("run a is not what was stored");
    expect(() => runs.list({})).toThrow("JOURNAL_CORRUPT");
  },
);

it("looks for open runs by an index, so that a journal of many finished runs starts fast", () => {
  const { db } = makeParts();
  const plan = db.prepare("EXPLAIN QUERY PLAN SELECT * FROM runs WHERE ended_at IS NULL ORDER BY number").all();
  expect(JSON.stringify(plan)).toContain("runs_open");
});
