import { deepEqual, equal } from "node:assert/strict";
import type { JournalReader, RunQuery } from "../../kernel/journal.ts";
import type { JournalRule } from "./journal-rule.ts";
import {
  beginning,
  ending,
  everyMethod,
  refused,
  sampleRow,
  sampleRows,
  sampleRun,
  storedOf,
} from "./journal-samples.ts";

const NAMES = ["d", "b", "a", "c"];

/** What can be asked, by whoever reads. */
export const journalReadRules: readonly JournalRule[] = [
  {
    name: "gives the rows from a place on, and no more than are asked for",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 10));
      deepEqual(await writer.read("a", { from: 7 }), sampleRows("a", 3, 7));
      deepEqual(await writer.read("a", { limit: 2 }), sampleRows("a", 2));
      deepEqual(await writer.read("a", { from: 4, limit: 3 }), sampleRows("a", 3, 4));
      deepEqual(await writer.read("a", { from: 8, limit: 9 }), sampleRows("a", 2, 8));
      deepEqual(await writer.read("a", { from: 10 }), []);
    },
  },
  {
    name: "knows nothing of a run that never began",
    async check({ journal }) {
      const writer = await journal.write();
      equal(await writer.run("a"), undefined);
      deepEqual(await writer.read("a"), []);
      deepEqual(await writer.runs(), []);
      equal(await writer.posted(1), undefined);
    },
  },
  {
    name: "gives a run as it began, and how it ended",
    async check({ journal }) {
      const writer = await journal.write();
      const run = sampleRun("a", { plan: "p", hash: "h", start: "[]", startedAt: 5 });
      await writer.append({ begins: run, rows: [] });
      deepEqual(await writer.run("a"), run);
      await writer.append({ rows: [], ends: { runId: "a", status: "degraded", endedAt: 9 } });
      deepEqual(await writer.run("a"), { ...run, status: "degraded", endedAt: 9 });
    },
  },
  {
    name: "lists the runs in the order in which they began, those that are asked for",
    async check({ journal }) {
      const writer = await journal.write();
      for (const id of NAMES) await writer.append(beginning(id));
      await writer.append(ending("c", { seq: 1, endedAt: 10 }));
      await writer.append(ending("b", { seq: 1, endedAt: 20 }));
      const ids = async (query?: RunQuery) => (await writer.runs(query)).map(({ id }) => id);
      deepEqual(await ids(), NAMES);
      deepEqual(await ids({ isOver: false }), ["d", "a"]);
      deepEqual(await ids({ isOver: true }), ["b", "c"]);
      deepEqual(await ids({ endedBefore: 20 }), ["c"]);
      deepEqual(await ids({ endedBefore: 21, isOver: false }), []);
      deepEqual(await ids({ isOver: true, limit: 1 }), ["b"]);
      deepEqual(await ids({ exceptNewest: 1 }), ["b"]);
      deepEqual(await ids({ exceptNewest: 2 }), []);
      deepEqual(await ids({ limit: 3 }), ["d", "b", "a"]);
      deepEqual(await ids({ limit: 0 }), []);
    },
  },
  {
    name: "lets several read while one writes, and one of them close",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 1));
      const readers = await Promise.all([journal.read(), journal.read(), journal.read()]);
      const [first, ...rest] = readers;
      await Promise.all([
        ...sampleRows("a", 20, 1).map((row) => writer.append({ rows: [row] })),
        ...readers.map((reader) => reader.read("a")),
      ]);
      await first?.close();
      await writer.append({ rows: [sampleRow("a", 21)] });
      for (const reader of rest) deepEqual(await reader.read("a"), sampleRows("a", 22));
    },
  },
  {
    name: "never shows a part of an append",
    async check({ journal }) {
      const writer = await journal.write();
      const reader = await journal.read();
      const stores = sampleRows("a", 30).map(({ seq }) => writer.append(beginning(`run-${seq}`, 5)));
      const parts: string[] = [];
      for (let looks = 0, known = 0; known < 30 && looks < 500; looks++) {
        const runs = await reader.runs();
        for (const { id } of runs) if ((await reader.read(id)).length !== 5) parts.push(id);
        known = runs.length;
        await new Promise((resolve) => setImmediate(resolve));
      }
      await Promise.allSettled(stores);
      deepEqual(parts, []);
    },
  },
  {
    name: "keeps everything for those who come later",
    async check({ journal }) {
      const writer = await journal.write();
      await writer.append(beginning("a", 3));
      await writer.append(ending("a", { seq: 3, endedAt: 4 }));
      await writer.append(beginning("b", 2));
      const before = await everythingIn(writer);
      await writer.close();
      const reader = await journal.read();
      const next = await journal.write();
      deepEqual(await everythingIn(reader), before);
      deepEqual(await everythingIn(next), before);
      await next.append({ rows: [sampleRow("b", 2)] });
      deepEqual(await next.read("b"), sampleRows("b", 3));
    },
  },
  {
    name: "refuses everything once it is closed, and may be closed again; what was asked for before is stored",
    async check({ journal }) {
      const writer = await journal.write();
      const stored = writer.append(beginning("a", 2));
      await Promise.all([writer.close(), stored]);
      await writer.close();
      for (const method of everyMethod(writer, "a")) await refused(method(), "JOURNAL_CLOSED");
      const reader = await journal.read();
      deepEqual(await reader.read("a"), sampleRows("a", 2));
      await reader.close();
      await refused(reader.runs(), "JOURNAL_CLOSED");
    },
  },
];

async function everythingIn(reader: JournalReader): Promise<unknown> {
  const runs = await reader.runs();
  return Promise.all(runs.map(({ id }) => storedOf(reader, id)));
}
