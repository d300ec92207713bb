import { describe, expect, it, vi } from "vitest";
import { setTimeout as pause } from "node:timers/promises";
import { readFileSync, writeFileSync } from "node:fs";
import { beginning, sampleRow, sampleRows } from "../../../src/hosts/conformance/journal-samples.ts";
import { sqliteJournal } from "../../../src/hosts/durable/sqlite-journal.ts";
import { TroupeError } from "../../../src/model/troupe-error.ts";
import { startChild } from "./child.ts";
import { makePath, meddle } from "./place.ts";

/** How often it is killed; a campaign sets more. */
const KILLS = Number(process.env["TROUPE_KILLS"] ?? "5");

/** `run seq` lines: the last row of each run that was called stored. */
function acknowledged(lines: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    lines
      .filter((line) => /^\d+ \d+$/.test(line))
      .map((line) => [`run-${line.split(" ")[0]}`, Number(line.split(" ")[1])]),
  );
}

describe.each(["full", "normal"] as const)("a journal with sync %s", (sync) => {
  it("loses nothing that it called stored, and has no half, when its process is killed under load", {
    timeout: 60_000 + KILLS * 5_000,
  }, async () => {
    const path = makePath();
    const stored = new Map<string, number>();
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = startChild([path, JSON.stringify({ sync })]);
      await child.said(50 + (kill % 7) * 97);
      child.process.kill("SIGKILL");
      await child.gone;
      expect(child.lines[0]).toBe(`epoch ${kill}`);
      for (const [run, seq] of acknowledged(child.lines)) stored.set(run, seq);

      const reader = await sqliteJournal(path).read();
      for (const { id } of await reader.runs()) {
        const rows = await reader.read(id);
        expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i));
        expect(rows.length).toBeGreaterThan(stored.get(id) ?? -1);
        for (const { text } of rows) expect(() => JSON.parse(text)).not.toThrow();
      }
      await reader.close();
    }
    expect(stored.size).toBe(16);
    expect(meddle(path, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });
});

it("loses only the end of its log where that is torn, and takes what follows", async () => {
  const path = makePath();
  const writer = await sqliteJournal(path, { leaseMs: 100 }).write();
  await writer.append(beginning("a", 1));
  for (let seq = 1; seq < 10; seq++) await writer.append({ rows: [sampleRow("a", seq)] });
  const [file, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
  await writer.close();
  let longest = -1;
  for (let bytes = log.length % 1_000; bytes <= log.length; bytes += 1_000) {
    const torn = makePath();
    writeFileSync(torn, file);
    writeFileSync(`${torn}-wal`, log.subarray(0, bytes));
    // Its writer lives, here, and stands in the copies as well: until its lease has lapsed.
    const next = await vi.waitFor(() => sqliteJournal(torn).write());
    const { length } = await next.read("a");
    expect(length).toBeGreaterThanOrEqual(longest);
    longest = length;
    if (length === 0) {
      await next.close();
      continue;
    }
    await next.append({ rows: [sampleRow("a", length)] });
    expect(await next.read("a")).toEqual(sampleRows("a", length + 1));
    await next.close();
  }
  expect(longest).toBe(10);
});

it("refuses a process that was stopped for longer than its lease, and stores nothing more of it", {
  timeout: 60_000,
}, async () => {
  const path = makePath();
  const child = startChild([path, JSON.stringify({ leaseMs: 300 }), "15"]);
  await child.said(40);
  const writer = await takeOver(path, child.process);
  expect(writer.epoch).toBe(2);
  const before = await Promise.all((await writer.runs()).map(({ id }) => writer.read(id)));
  child.process.kill("SIGCONT");
  await child.gone;
  expect(child.lines.at(-1)).toBe("refused JOURNAL_TAKEN_OVER");
  expect(await Promise.all((await writer.runs()).map(({ id }) => writer.read(id)))).toEqual(before);
  for (const [run, seq] of acknowledged(child.lines)) expect((await writer.read(run)).length).toBeGreaterThan(seq);
  await writer.close();
});

/** Stops the process and becomes the writer. One that is stopped within a transaction holds the file: then once more. */
async function takeOver(path: string, process: { kill(signal: NodeJS.Signals): boolean }) {
  for (;;) {
    process.kill("SIGSTOP");
    try {
      for (;;) {
        try {
          return await sqliteJournal(path).write();
        } catch (error) {
          if (!(error instanceof TroupeError && error.code === "JOURNAL_BUSY")) throw error;
          if (error.facts["pid"] === undefined) break;
          await pause(20);
        }
      }
    } catch (error) {
      process.kill("SIGCONT");
      throw error;
    }
    process.kill("SIGCONT");
    await pause(50);
  }
}

it("is free at once when the process of its writer is dead, however long the lease", { timeout: 60_000 }, async () => {
  const path = makePath();
  const child = startChild([path, JSON.stringify({ leaseMs: 3_600_000 })]);
  await child.said(20);
  await expect(sqliteJournal(path).write()).rejects.toMatchObject({
    code: "JOURNAL_BUSY",
    facts: { pid: child.process.pid },
  });
  child.process.kill("SIGKILL");
  await child.gone;
  const writer = await sqliteJournal(path).write();
  expect(writer.epoch).toBe(2);
  await writer.close();
});
