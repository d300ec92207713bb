import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execFileSync } from "node:child_process";
import { expect, it, vi } from "vitest";
import { beginning, sampleRow, sampleRows } from "../../../../src/hosts/conformance/journal-samples.ts";
import { sqliteJournal } from "../../../../src/hosts/durable/sqlite-journal.ts";
import { openWriter } from "../../../../src/hosts/durable/sqlite/writer.ts";
import { makePath, meddle } from "../place.ts";

const OPTIONS = { sync: "full", leaseMs: 15_000, sizeBytesMax: 1e9 } as const;

it("makes the file, and leaves one file when it is closed", async () => {
  const path = makePath();
  const writer = await openWriter(path, OPTIONS);
  await writer.append(beginning("a"));
  await writer.close();
  expect(readdirSync(dirname(path))).toEqual(["troupe.db"]);
  expect(meddle(path, "SELECT pid, host FROM lease")).toEqual([{ pid: null, host: null }]);
});

it("gives signs of life, so that it is not taken over while it waits", async () => {
  const path = makePath();
  const writer = await openWriter(path, { ...OPTIONS, leaseMs: 3_000 });
  const [first] = meddle(path, "SELECT heartbeat FROM lease");
  await vi.waitFor(() => expect(meddle(path, "SELECT heartbeat FROM lease")).not.toEqual([first]), { timeout: 5_000 });
  await expect(openWriter(path, OPTIONS)).rejects.toMatchObject({ code: "JOURNAL_BUSY" });
  await writer.close();
});

it("learns at its next sign of life that it was taken over, also where it stores nothing", async () => {
  const path = makePath();
  const writer = await openWriter(path, { ...OPTIONS, leaseMs: 150 });
  meddle(path, "UPDATE lease SET epoch = epoch + 1, pid = NULL");
  await expect(writer.posts()).rejects.toMatchObject({ code: "JOURNAL_TAKEN_OVER" });
  await writer.close();
});

it("looks for posts only where another process has stored something", async () => {
  const path = makePath();
  const writer = await openWriter(path, OPTIONS);
  await writer.append(beginning("a"));
  const none = await writer.posts();
  await writer.append({ rows: [sampleRow("a", 1)] });
  expect(await writer.posts()).toBe(none);
  const reader = await sqliteJournal(path).read();
  const post = await reader.post("a", "1");
  const one = await writer.posts();
  expect(one).toEqual([post]);
  expect(await writer.posts()).toBe(one);
  await Promise.all([writer.close(), reader.close()]);
});

it("is usable after a row that SQLite cannot take", async () => {
  const writer = await openWriter(makePath(), OPTIONS);
  await writer.append(beginning("a", 1));
  const odd = { ...sampleRow("a", 1) };
  Object.assign(odd, { text: Symbol("no text") });
  await expect(writer.append({ rows: [odd] })).rejects.toThrow(TypeError);
  await writer.append({ rows: [sampleRow("a", 1)] });
  expect(await writer.read("a")).toEqual(sampleRows("a", 2));
  await writer.close();
});

const PROGRAM = `
import { sqliteJournal } from "${join(import.meta.dirname, "../../../../src/index.ts")}";
const [path, closes] = process.argv.slice(2);
const loaded = () => process.moduleLoadList.filter((name) => name === "NativeModule sqlite").length;
const journal = sqliteJournal(path);
const before = loaded();
const writer = await journal.write();
const reader = await journal.read();
await writer.posts();
if (closes === "true") await Promise.all([writer.close(), reader.close()]);
console.log(before, loaded(), process.getActiveResourcesInfo().filter((name) => name === "Timeout").length);
`;

it.each([true, false])(
  "loads SQLite only when it is used, and does not keep its process alive (closed: %s)",
  (closes) => {
    const path = makePath();
    const program = join(dirname(path), "program.mts");
    writeFileSync(program, PROGRAM);
    const flags = ["--conditions=troupe-source", "--disable-warning=ExperimentalWarning"];
    const said = execFileSync(process.execPath, [...flags, program, path, String(closes)], {
      encoding: "utf8",
      timeout: 15_000,
    });
    expect(said.trim()).toBe("0 1 0");
  },
);
