import { deepEqual } from "node:assert/strict";
import type { JournalRule } from "./journal-rule.ts";
import { beginning, ending, refused, sampleRow, sampleRows, sampleRun, storedOf } from "./journal-samples.ts";

/** What is stored, and when it may be called so. */
export const journalAppendRules: readonly JournalRule[] = [
  {
    name: "has what it acknowledged, as soon as it does, for whoever reads",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 0));
      const reader = await journal.read();
      for (let seq = 0; seq < 20; seq++) {
        await writer.append({ rows: [sampleRow("a", seq)] });
        deepEqual(await reader.read("a"), sampleRows("a", seq + 1));
      }
    },
  },
  {
    name: "keeps the rows of each run apart and in order, however they come mixed",
    async check({ journal }) {
      const writer = await journal.write();
      for (const id of ["a", "b", "c"]) await writer.append(beginning(id, 1));
      const rows = [1, 2, 3].flatMap((seq) => ["c", "a", "b"].map((id) => sampleRow(id, seq)));
      await writer.append({ rows });
      for (const id of ["a", "b", "c"]) deepEqual(await writer.read(id), sampleRows(id, 4));
    },
  },
  {
    name: "keeps the order of appends that nobody waited for",
    async check({ journal }) {
      const writer = await journal.write();
      const appends = [writer.append(beginning("a", 0)), writer.append(beginning("b", 0))];
      for (const { seq } of sampleRows("a", 100))
        for (const id of ["a", "b"]) appends.push(writer.append({ rows: [sampleRow(id, seq)] }));
      await Promise.all(appends);
      for (const id of ["a", "b"]) deepEqual(await writer.read(id), sampleRows(id, 100));
    },
  },
  {
    name: "keeps a text as it is: empty, long, in any script, with any sign",
    async check({ journal }) {
      const texts = [
        "",
        "x".repeat(1_000_000),
        '"Grüße, 世界 🎭"',
        "'; DROP TABLE facts; --",
        "a\nb\r\n\tc\u2028",
        " ",
      ];
      const rows = texts.map((text, seq) => sampleRow("a", seq, text));
      const writer = await journal.write();
      await writer.append({ begins: sampleRun("a", { start: texts.join("|") }), rows });
      deepEqual(await storedOf(writer, "a"), { run: sampleRun("a", { start: texts.join("|") }), rows });
    },
  },
  {
    name: "passes over rows that it has, and takes the new ones behind them",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 3));
      await writer.append({ rows: sampleRows("a", 4, 1) });
      await writer.append({ rows: sampleRows("a", 5) });
      deepEqual(await writer.read("a"), sampleRows("a", 5));
    },
  },
  {
    name: "refuses another text for a row that it has, and keeps the one that it has",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 3));
      await refused(writer.append({ rows: [sampleRow("a", 1, "other")] }), "JOURNAL_CONFLICT");
      const twice = [sampleRow("a", 3), sampleRow("a", 3, "other")];
      await refused(writer.append({ rows: twice }), "JOURNAL_CONFLICT");
      deepEqual(await writer.read("a"), sampleRows("a", 3));
    },
  },
  {
    name: "refuses a gap",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 2));
      for (const seq of [3, -1, 1.5]) await refused(writer.append({ rows: [sampleRow("a", seq)] }), "JOURNAL_CONFLICT");
      deepEqual(await writer.read("a"), sampleRows("a", 2));
    },
  },
  {
    name: "refuses rows, and the end, of a run that never began",
    async check({ journal }) {
      const writer = await journal.write();
      await refused(writer.append({ rows: [sampleRow("a", 0)] }), "JOURNAL_CONFLICT");
      const ends = { runId: "a", status: "done", endedAt: 1 } as const;
      await refused(writer.append({ rows: [], ends }), "JOURNAL_CONFLICT");
      deepEqual(await storedOf(writer, "a"), { rows: [] });
    },
  },
  {
    name: "refuses to begin a run twice, and leaves the first as it is",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 2));
      const again = { begins: sampleRun("a", { plan: "other" }), rows: [] };
      await refused(writer.append(again), "JOURNAL_CONFLICT");
      deepEqual(await storedOf(writer, "a"), { run: sampleRun("a"), rows: sampleRows("a", 2) });
    },
  },
  {
    name: "ends a run once, and takes no more rows of it; what it has already may come again",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 2));
      const end = ending("a", { seq: 2, endedAt: 77 });
      await writer.append(end);
      await writer.append(end);
      await refused(writer.append(ending("a", { seq: 2, endedAt: 78 })), "JOURNAL_CONFLICT");
      await refused(writer.append({ rows: [sampleRow("a", 3)] }), "JOURNAL_CONFLICT");
      const run = sampleRun("a", { status: "done", endedAt: 77 });
      deepEqual(await storedOf(writer, "a"), { run, rows: sampleRows("a", 3) });
    },
  },
  {
    name: "stores all of an append, or nothing of it",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 1));
      const rows = [...sampleRows("b", 2), sampleRow("a", 1), sampleRow("a", 3)];
      const ends = { runId: "b", status: "done", endedAt: 1 } as const;
      await refused(writer.append({ begins: sampleRun("b"), rows, ends }), "JOURNAL_CONFLICT");
      deepEqual(await storedOf(writer, "b"), { rows: [] });
      deepEqual(await writer.read("a"), sampleRows("a", 1));
    },
  },
  {
    name: "lets nobody else suffer for an append that it refuses, and goes on",
    async check({ journal }) {
      const writer = await journal.write();
      const before = writer.append(beginning("a", 1));
      const wrong = refused(writer.append({ rows: [sampleRow("a", 7)] }), "JOURNAL_CONFLICT");
      const behind = writer.append({ rows: [sampleRow("a", 1)] });
      await Promise.all([before, wrong, behind]);
      await writer.append({ rows: [sampleRow("a", 2)] });
      deepEqual(await writer.read("a"), sampleRows("a", 3));
    },
  },
];
