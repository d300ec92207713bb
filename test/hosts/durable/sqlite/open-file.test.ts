import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { openForReading, openForWriting } from "../../../../src/hosts/durable/sqlite/open-file.ts";
import { makeFolder, makePath } from "../place.ts";

it("opens with a write-ahead log, and waits for the disk unless told otherwise", async () => {
  const level = async (sync: "full" | "normal") => {
    const db = await openForWriting(makePath(), sync);
    const found = [db.prepare("PRAGMA journal_mode").get(), db.prepare("PRAGMA synchronous").get()];
    db.close();
    return found;
  };
  expect(await level("full")).toEqual([{ journal_mode: "wal" }, { synchronous: 2 }]);
  expect(await level("normal")).toEqual([{ journal_mode: "wal" }, { synchronous: 1 }]);
});

it("makes no file where it was only to be read", async () => {
  const path = makePath();
  await expect(openForReading(path)).rejects.toThrow("there is no such file");
  expect(readdirSync(dirname(path))).toEqual([]);
});

it("opens a folder for nobody", async () => {
  await expect(openForReading(makeFolder())).rejects.toThrow("it is no file");
});
