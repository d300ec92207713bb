import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { beginning, sampleRows } from "../../../../src/hosts/conformance/journal-samples.ts";
import { APPLICATION_ID, kindOf, migrate, MIGRATIONS, VERSION } from "../../../../src/hosts/durable/sqlite/schema.ts";
import { sqliteJournal } from "../../../../src/hosts/durable/sqlite-journal.ts";
import { makePath, meddle } from "../place.ts";

it("tells an empty file, a journal and another program's file apart", () => {
  const db = new DatabaseSync(":memory:");
  expect(kindOf(db)).toEqual({ kind: "empty" });
  migrate(db, 0);
  expect(kindOf(db)).toEqual({ kind: "journal", version: VERSION });
  for (const sql of ["PRAGMA user_version = 3", "PRAGMA application_id = 7", "CREATE TABLE a (b)"]) {
    const other = new DatabaseSync(":memory:");
    other.exec(sql);
    expect(kindOf(other)).toEqual({ kind: "foreign" });
  }
});

it("has STRICT tables only", () => {
  const db = new DatabaseSync(":memory:");
  migrate(db, 0);
  const tables = db
    .prepare("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  expect(new Set(tables.map(({ name }) => name))).toEqual(new Set(["facts", "lease", "posts", "runs"]));
  expect(tables.every(({ strict }) => strict === 1)).toBe(true);
});

it("brings a file through every version that is missing, and none twice", () => {
  const migrations = [...MIGRATIONS, "ALTER TABLE runs ADD COLUMN tag TEXT", "UPDATE runs SET tag = 'moved'"];
  const db = new DatabaseSync(":memory:");
  migrate(db, 0);
  db.exec("INSERT INTO runs (id, plan, hash, start, started_at, checksum) VALUES ('a', 'p', 'h', '{}', 1, 2)");
  migrate(db, VERSION, migrations);
  expect(kindOf(db)).toEqual({ kind: "journal", version: VERSION + 2 });
  expect(db.prepare("SELECT id, tag FROM runs").all()).toEqual([{ id: "a", tag: "moved" }]);
  migrate(db, VERSION + 2, migrations);
  expect(kindOf(db)).toEqual({ kind: "journal", version: VERSION + 2 });
});

it("makes a journal of an empty file", async () => {
  const path = makePath();
  writeFileSync(path, "");
  await expect(sqliteJournal(path).read()).rejects.toMatchObject({ code: "JOURNAL_UNREADABLE" });
  const writer = await sqliteJournal(path).write();
  await writer.append(beginning("a", 2));
  expect(await writer.read("a")).toEqual(sampleRows("a", 2));
  await writer.close();
  expect(meddle(path, "PRAGMA application_id")).toEqual([{ application_id: APPLICATION_ID }]);
  expect(meddle(path, "PRAGMA user_version")).toEqual([{ user_version: VERSION }]);
});

it("refuses a file of a newer version, names both, and changes nothing in it", async () => {
  const path = makePath();
  await (await sqliteJournal(path).write()).close();
  meddle(path, "CREATE TABLE of_the_future (a); PRAGMA user_version = 99");
  const before = readFileSync(path);
  for (const way of ["read", "write"] as const)
    await expect(sqliteJournal(path)[way]()).rejects.toMatchObject({
      code: "JOURNAL_NEWER",
      message: expect.stringMatching(/ is of version 99, and this Troupe knows versions up to 1\./),
      facts: { version: 99, known: VERSION },
    });
  expect(readFileSync(path)).toEqual(before);
});

it("lets nobody read a file of an older version before a writer has brought it up to date", async () => {
  const path = makePath();
  await (await sqliteJournal(path).write()).close();
  meddle(path, "PRAGMA user_version = 0");
  await expect(sqliteJournal(path).read()).rejects.toThrow(
    /is of version 0, and is brought up to 1 by its next writer/,
  );
});
