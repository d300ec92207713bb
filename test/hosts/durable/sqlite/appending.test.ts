import { expect, it } from "vitest";
import { beginning, ending, sampleRow, sampleRows } from "../../../../src/hosts/conformance/journal-samples.ts";
import { makeParts } from "./stored.ts";

it("goes on where a run stands, whether or not it remembers it", () => {
  const { runs, rows, appending } = makeParts();
  appending.append(beginning("a", 2));
  appending.reset();
  appending.append({ rows: sampleRows("a", 3, 1) });
  appending.append(ending("a", { seq: 4, endedAt: 1 }));
  appending.reset();
  expect(() => appending.append({ rows: [sampleRow("a", 5)] })).toThrow("Run a is over");
  const run = runs.find("a");
  expect(run && rows.read(run, {})).toEqual(sampleRows("a", 5));
});

it("writes nothing of what it refuses", () => {
  const { db, appending } = makeParts();
  appending.append(beginning("a", 1));
  const count = () => db.prepare("SELECT total_changes() AS n").get();
  const before = count();
  expect(() => appending.append({ ...beginning("b", 3), rows: [...sampleRows("b", 3), sampleRow("a", 7)] })).toThrow(
    "gap",
  );
  expect(count()).toEqual(before);
});

it("remembers a bounded number of runs, and works for more of them", () => {
  const { db, appending } = makeParts();
  db.exec("BEGIN");
  for (let i = 0; i < 10_050; i++) appending.append(beginning(`run-${i}`, 1));
  appending.append({ rows: [0, 10_049].map((i) => sampleRow(`run-${i}`, 1)) });
  db.exec("COMMIT");
  expect(db.prepare("SELECT count(*) AS n FROM facts").get()).toEqual({ n: 10_052 });
});

it("leaves nothing in the file of what it forgets", () => {
  const { db, posts, appending } = makeParts();
  appending.append({ ...beginning("a", 2), ends: { runId: "a", status: "done", endedAt: 1 } });
  posts.add("a", "1");
  appending.forget(["a"]);
  const left = ["runs", "facts", "posts"].map((table) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get());
  expect(left).toEqual([{ n: 0 }, { n: 0 }, { n: 0 }]);
});

it("forgets what is over, or nothing where one of the runs is damaged", () => {
  const { db, appending } = makeParts();
  for (const id of ["a", "b"])
    appending.append({ ...beginning(id, 1), ends: { runId: id, status: "done", endedAt: 1 } });
  appending.reset();
  db.exec("UPDATE runs SET plan = 'other' WHERE id = 'b'");
  expect(() => appending.forget(["a", "b"])).toThrow("JOURNAL_CORRUPT");
  expect(db.prepare("SELECT count(*) AS n FROM facts").get()).toEqual({ n: 2 });
  appending.forget(["a"]);
  expect(db.prepare("SELECT count(*) AS n FROM facts").get()).toEqual({ n: 1 });
});
