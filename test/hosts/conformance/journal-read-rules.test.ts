import { expect, it } from "vitest";
import { journalReadRules } from "../../../src/hosts/conformance/journal-read-rules.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { type Breaks, brokenJournalRules, brokenPlace } from "./broken-journal.ts";

it("finds nothing wrong with a journal that is whole", async () => {
  expect(await brokenJournalRules(journalReadRules, brokenPlace({}))).toEqual([]);
});

it.each<[string, string, Breaks]>([
  [
    "gives all rows always",
    "gives the rows from a place on, and no more than are asked for",
    { reading: (reader) => ({ read: (id) => reader.read(id) }) },
  ],
  [
    "makes up a run",
    "knows nothing of a run that never began",
    {
      reading: (reader) => ({
        run: async (id) => (await reader.run(id)) ?? (await reader.runs())[0] ?? unknownRun(id),
      }),
    },
  ],
  [
    "does not say how a run ended",
    "gives a run as it began, and how it ended",
    {
      reading: (reader) => ({
        async run(id) {
          const run = await reader.run(id);
          return run && { ...run, status: undefined, endedAt: undefined };
        },
      }),
    },
  ],
  [
    "lists runs by their names",
    "lists the runs in the order in which they began, those that are asked for",
    {
      reading: (reader) => ({
        runs: async (query) => (await reader.runs(query)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      }),
    },
  ],
  [
    "lists runs that nobody asked for",
    "lists the runs in the order in which they began, those that are asked for",
    { reading: (reader) => ({ runs: () => reader.runs() }) },
  ],
  [
    "closes all readers with one",
    "lets several read while one writes, and one of them close",
    {
      journal(journal) {
        let shared: ReturnType<typeof journal.read> | undefined;
        return { read: () => (shared ??= journal.read()) };
      },
    },
  ],
  [
    "shows a run before it has its rows",
    "never shows a part of an append",
    {
      writing: (writer) => ({
        async append({ begins, rows }) {
          if (begins !== undefined) await writer.append({ begins, rows: [] });
          await new Promise((resolve) => setTimeout(resolve, 5));
          await writer.append({ rows });
        },
      }),
    },
  ],
  [
    "forgets everything when it is closed",
    "keeps everything for those who come later",
    { journal: () => ({ read: () => memoryJournal().read() }) },
  ],
  [
    "goes on after it was closed",
    "refuses everything once it is closed, and may be closed again; what was asked for before is stored",
    { reading: () => ({ close: async () => {} }) },
  ],
])("finds a journal that %s", async (_, rule, breaks) => {
  expect(await brokenJournalRules(journalReadRules, brokenPlace(breaks))).toContain(rule);
});

function unknownRun(id: string) {
  return { id, plan: "", hash: "", start: "", startedAt: 0, status: undefined, endedAt: undefined };
}
