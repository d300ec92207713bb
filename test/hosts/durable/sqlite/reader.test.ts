import { expect, it } from "vitest";
import { beginning, sampleRows } from "../../../../src/hosts/conformance/journal-samples.ts";
import { openReader } from "../../../../src/hosts/durable/sqlite/reader.ts";
import { sqliteJournal } from "../../../../src/hosts/durable/sqlite-journal.ts";
import { makePath, meddle } from "../place.ts";

it("reads a file that no process writes to, and leaves messages in it", async () => {
  const path = makePath();
  const writer = await sqliteJournal(path).write();
  await writer.append(beginning("a", 2));
  await writer.close();
  const reader = await openReader(path);
  expect(await reader.read("a")).toEqual(sampleRows("a", 2));
  const post = await reader.post("a", "1");
  await reader.close();
  expect(meddle(path, "SELECT id, text FROM posts")).toEqual([{ id: post.id, text: "1" }]);
});

it("says what SQLite has against it as an error of ours", async () => {
  const path = makePath();
  await (await sqliteJournal(path).write()).close();
  const reader = await openReader(path);
  meddle(path, "INSERT INTO runs (id, plan, hash, start, started_at, checksum) VALUES ('a', 'p', 'h', '{}', 1, 2)");
  await expect(reader.run("a")).rejects.toMatchObject({ code: "JOURNAL_CORRUPT", facts: { runId: "a" } });
  await reader.close();
  await expect(reader.run("a")).rejects.toMatchObject({ code: "JOURNAL_CLOSED" });
});

it("refuses a journal without its tables, and lets go of the file", async () => {
  const path = makePath();
  await (await sqliteJournal(path).write()).close();
  meddle(path, "DROP TABLE posts");
  await expect(openReader(path)).rejects.toThrow("no such table: posts");
  expect(meddle(path, "PRAGMA journal_mode = DELETE")).toEqual([{ journal_mode: "delete" }]);
});
