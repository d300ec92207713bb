import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { beginning, ending, sampleRow, sampleRows } from "../../../../src/hosts/conformance/journal-samples.ts";
import { sqliteJournal } from "../../../../src/hosts/durable/sqlite-journal.ts";
import { isBusy, troubleOf } from "../../../../src/hosts/durable/sqlite/trouble.ts";
import { startChild } from "../child.ts";
import { makeFolder, makePath, meddle } from "../place.ts";

/** A file with one run of so many rows, closed. */
async function written(rows = 400): Promise<string> {
  const path = makePath();
  const writer = await sqliteJournal(path).write();
  await writer.append(beginning("a", rows));
  await writer.close();
  return path;
}

/** What a writer and a reader of this file come to: the rows of a run, or the code that it is refused with. */
async function tryBoth(path: string): Promise<readonly unknown[]> {
  return Promise.all(
    (["write", "read"] as const).map(async (way) => {
      try {
        const one = await sqliteJournal(path)[way]();
        try {
          return await one.read("a");
        } finally {
          await one.close();
        }
      } catch (error) {
        return error instanceof Error && "code" in error ? error.code : error;
      }
    }),
  );
}

describe("a damaged file", () => {
  it("is refused where a part of it is missing", async () => {
    for (const bytes of [50, 4_096, 40_000]) {
      const path = await written();
      truncateSync(path, bytes);
      expect(await tryBoth(path)).toEqual(["JOURNAL_CORRUPT", "JOURNAL_CORRUPT"]);
    }
  });

  it("never gives another row than was stored, whichever page is damaged", async () => {
    const path = await written(60);
    const whole = readFileSync(path);
    const pageBytes = whole.readUInt16BE(16);
    const all: unknown[] = [];
    for (let page = 0; page < whole.length / pageBytes; page++) {
      const damaged = Buffer.from(whole);
      for (const place of [1, 5, 100, 2_000, 4_000].map((at) => page * pageBytes + at))
        damaged[place] = (damaged[place] ?? 0) ^ 0x55;
      const other = join(makeFolder(), "troupe.db");
      writeFileSync(other, damaged);
      all.push(...(await tryBoth(other)));
    }
    const given = all.filter((came) => Array.isArray(came));
    expect(given).toEqual(given.map(() => sampleRows("a", 60)));
    const codes = new Set(all.filter((came) => !Array.isArray(came)));
    expect(codes.has("JOURNAL_CORRUPT")).toBe(true);
    const known = new Set(["JOURNAL_CORRUPT", "JOURNAL_FOREIGN", "JOURNAL_NEWER", "JOURNAL_UNREADABLE"]);
    expect([...codes].filter((code) => !known.has(String(code)))).toEqual([]);
  });

  it("is refused where a text is not what was stored, and says which run and row", async () => {
    const path = await written(3);
    meddle(path, `UPDATE facts SET text = replace(text, 'seq', 'sEq') WHERE seq = 1`);
    const reader = await sqliteJournal(path).read();
    await expect(reader.read("a")).rejects.toMatchObject({ code: "JOURNAL_CORRUPT", facts: { runId: "a", seq: 1 } });
    expect(await reader.read("a", { limit: 1 })).toEqual(sampleRows("a", 1));
    await reader.close();
  });
});

describe("a file of somebody else", () => {
  it("is refused, and left as it is", async () => {
    const folder = makeFolder();
    const [words, many, database] = ["words.txt", "many.txt", "other.db"].map((name) => join(folder, name));
    writeFileSync(words ?? "", "hello");
    writeFileSync(many ?? "", "hello".repeat(5_000));
    meddle(database ?? "", "CREATE TABLE mails (id); INSERT INTO mails VALUES (1)");
    for (const path of [words, many, database]) {
      const before = readFileSync(path ?? "");
      expect(await tryBoth(path ?? "")).toEqual(["JOURNAL_FOREIGN", "JOURNAL_FOREIGN"]);
      expect(readFileSync(path ?? "")).toEqual(before);
    }
  });

  it("is busy while another program has locked it, and nothing is stored", { timeout: 30_000 }, async () => {
    const path = await written(1);
    const writer = await sqliteJournal(path).write();
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const append = writer.append({ rows: [sampleRow("a", 1)] });
    await expect(append).rejects.toMatchObject({ code: "JOURNAL_BUSY", facts: { waitedMs: 5_000 } });
    expect(await writer.read("a")).toEqual(sampleRows("a", 1));
    other.exec("ROLLBACK");
    other.close();
    await writer.append({ rows: [sampleRow("a", 1)] });
    expect(await writer.read("a")).toEqual(sampleRows("a", 2));
    await writer.close();
  });

  it("is waited for where the lock is gone soon", async () => {
    const path = await written(1);
    const writer = await sqliteJournal(path).write();
    const reader = await sqliteJournal(path).read();
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const asked = [writer.append({ rows: [sampleRow("a", 1)] }), reader.post("a", "1")];
    setTimeout(() => other.exec("COMMIT"), 60);
    await Promise.all(asked);
    expect(await reader.read("a")).toEqual(sampleRows("a", 2));
    expect(await writer.posts()).toHaveLength(1);
    other.close();
    await Promise.all([writer.close(), reader.close()]);
  });
});

describe("a place that is no good", () => {
  it("is refused with what is wrong about it", async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "is-a-folder"));
    await expect(sqliteJournal(join(folder, "is-a-folder")).write()).rejects.toThrow("it is no file");
    await expect(sqliteJournal(join(folder, "not", "there.db")).write()).rejects.toThrow("there is no folder");
    await expect(sqliteJournal(join(folder, "there.db")).read()).rejects.toThrow("there is no such file");
    expect(() => statSync(join(folder, "there.db"))).toThrow("ENOENT");
  });
});

/** Whether a process can have a view of its own of the file system, without being root outside. */
const canMount = (() => {
  try {
    execFileSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/tmp"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe("a disk", () => {
  it("that is full refuses what does not fit, keeps what is stored, and takes what does fit", async () => {
    const path = makePath();
    const writer = await sqliteJournal(path, { sizeBytesMax: 200_000 }).write();
    await writer.append(beginning("a", 1));
    const large = writer.append({ rows: [sampleRow("a", 1, "x".repeat(500_000))] });
    const beside = writer.append({ ...beginning("b", 1) });
    await expect(large).rejects.toMatchObject({ code: "JOURNAL_FULL" });
    await beside;
    expect(await writer.read("a")).toEqual(sampleRows("a", 1));
    let seq = 1;
    await expect(
      (async () => {
        for (; seq < 10_000; seq++) await writer.append({ rows: [sampleRow("a", seq, "x".repeat(5_000))] });
      })(),
    ).rejects.toMatchObject({ code: "JOURNAL_FULL" });
    expect((await writer.read("a")).length).toBe(seq);
    await writer.append({ rows: [], ends: { runId: "b", status: "done", endedAt: 1 } });
    await writer.forget(["b"]);
    await writer.close();

    const next = await sqliteJournal(path, { sizeBytesMax: 400_000 }).write();
    await next.append({ rows: [sampleRow("a", seq)] });
    await next.append(ending("a", { seq: seq + 1, endedAt: 1 }));
    expect((await next.read("a")).length).toBe(seq + 2);
    await next.close();
  });

  it.skipIf(!canMount)("that is really full refuses, and all that was called stored is there", async () => {
    const [disk, saved] = [makeFolder(), makeFolder()];
    const script = `mount -t tmpfs -o size=3m none ${disk}; "$@"; cp ${disk}/troupe.db ${disk}/troupe.db-wal ${saved}`;
    const child = startChild([join(disk, "troupe.db")], ["unshare", "-rm", "sh", "-c", script, "sh"]);
    await child.gone;
    expect(child.lines.at(-1)).toBe("refused JOURNAL_FULL");
    const told = child.lines.filter((line) => /^\d+ \d+$/.test(line)).map((line) => line.split(" ").map(Number));
    expect(told.length).toBeGreaterThan(500);
    const reader = await sqliteJournal(join(saved, "troupe.db")).read();
    for (const [run, seq = 0] of told) expect(await reader.read(`run-${run}`, { from: seq, limit: 1 })).toHaveLength(1);
    await reader.close();
  });

  it.skipIf(!canMount)("that may only be read refuses to store", async () => {
    const path = await written(2);
    const folder = join(path, "..");
    const script = `mount --bind ${folder} ${folder} && mount -o remount,ro,bind ${folder} && exec "$@"`;
    const child = startChild([path], ["unshare", "-rm", "sh", "-c", script, "sh"]);
    await child.gone;
    expect(child.lines).toEqual(["refused JOURNAL_READ_ONLY"]);
    expect(await tryBoth(path)).toEqual([sampleRows("a", 2), sampleRows("a", 2)]);
  });
});

describe("what SQLite throws", () => {
  /** As node:sqlite throws it. */
  const thrown = (errcode: number) => Object.assign(new Error("what it says"), { errcode });

  it.each([
    [5, "JOURNAL_BUSY"],
    [261, "JOURNAL_BUSY"],
    [6, "JOURNAL_BUSY"],
    [8, "JOURNAL_READ_ONLY"],
    [1_544, "JOURNAL_READ_ONLY"],
    [11, "JOURNAL_CORRUPT"],
    [522, "JOURNAL_CORRUPT"],
    [13, "JOURNAL_FULL"],
    [10, "JOURNAL_UNREADABLE"],
    [14, "JOURNAL_UNREADABLE"],
    [23, "JOURNAL_UNREADABLE"],
    [26, "JOURNAL_FOREIGN"],
  ])("with result code %i is %s", (code, expected) => {
    expect(troubleOf("/nowhere/troupe.db", thrown(code))).toMatchObject({ code: expected });
  });

  it("stays as it is where it is our mistake, or nothing of SQLite's", () => {
    for (const error of [thrown(1), thrown(19), new TypeError("ours"), "words"])
      expect(troubleOf("troupe.db", error)).toBe(error);
  });

  it("is a lock only where it says so", () => {
    expect([5, 6, 517, 13, 11].map((code) => isBusy(thrown(code)))).toEqual([true, true, true, false, false]);
    expect(isBusy(new Error("busy"))).toBe(false);
  });
});
