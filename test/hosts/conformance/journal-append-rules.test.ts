import { expect, it } from "vitest";
import type { Append, Row } from "../../../src/kernel/journal.ts";
import { journalAppendRules } from "../../../src/hosts/conformance/journal-append-rules.ts";
import { type Breaks, brokenJournalRules, brokenPlace } from "./broken-journal.ts";

const later = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A journal that stores other rows than it was given. */
function storing(change: (rows: readonly Row[]) => readonly Row[]): Breaks {
  return { writing: (writer) => ({ append: (append) => writer.append({ ...append, rows: change(append.rows) }) }) };
}

/** A journal that does something else with what the good one refuses. */
function refusing(instead: (append: Append, error: unknown) => void): Breaks {
  return {
    writing: (writer) => ({
      append: async (append) => writer.append(append).catch((error: unknown) => instead(append, error)),
    }),
  };
}

it("finds nothing wrong with a journal that is whole", async () => {
  expect(await brokenJournalRules(journalAppendRules, brokenPlace({}))).toEqual([]);
});

it.each<[string, string, Breaks]>([
  [
    "drops the last row",
    "keeps the rows of each run apart and in order, however they come mixed",
    storing((rows) => (rows.length > 1 ? rows.slice(0, -1) : rows)),
  ],
  [
    "gives the rows in another order",
    "keeps the rows of each run apart and in order, however they come mixed",
    { reading: (reader) => ({ read: async (...args) => (await reader.read(...args)).toReversed() }) },
  ],
  [
    "acknowledges before it stores",
    "has what it acknowledged, as soon as it does, for whoever reads",
    {
      writing: (writer) => ({
        async append(append) {
          void later()
            .then(() => writer.append(append))
            .catch(() => {});
        },
      }),
    },
  ],
  [
    "stores appends in any order",
    "keeps the order of appends that nobody waited for",
    {
      writing(writer) {
        let turn = 0;
        return {
          async append(append) {
            turn += 1;
            if (turn % 3 === 0) await later();
            await writer.append(append);
          },
        };
      },
    },
  ],
  [
    "cuts long texts",
    "keeps a text as it is: empty, long, in any script, with any sign",
    storing((rows) => rows.map((row) => ({ ...row, text: row.text.slice(0, 65_535) }))),
  ],
  [
    "does not pass over what it has",
    "passes over rows that it has, and takes the new ones behind them",
    {
      writing: (writer) => ({
        async append(append) {
          const known = await Promise.all(
            append.rows.map(({ runId, seq }) => writer.read(runId, { from: seq, limit: 1 })),
          );
          if (known.some((rows) => rows.length > 0)) throw new Error("there is one already");
          await writer.append(append);
        },
      }),
    },
  ],
  [
    "takes no notice of another text",
    "refuses another text for a row that it has, and keeps the one that it has",
    refusing((_, error) => {
      if (!String(error).includes("another row")) throw error;
    }),
  ],
  [
    "accepts gaps",
    "refuses a gap",
    refusing((_, error) => {
      if (!String(error).includes("gap")) throw error;
    }),
  ],
  [
    "takes rows of any run",
    "refuses rows, and the end, of a run that never began",
    refusing((_, error) => {
      if (!String(error).includes("never began")) throw error;
    }),
  ],
  [
    "begins a run as often as it is told",
    "refuses to begin a run twice, and leaves the first as it is",
    refusing((_, error) => {
      if (!String(error).includes("has begun already")) throw error;
    }),
  ],
  [
    "lets a run go on after its end",
    "ends a run once, and takes no more rows of it; what it has already may come again",
    refusing((_, error) => {
      if (!String(error).includes("is over")) throw error;
    }),
  ],
  [
    "stores the first half of what it refuses",
    "stores all of an append, or nothing of it",
    {
      writing: (writer) => ({
        async append({ begins, rows, ends }) {
          if (begins !== undefined) await writer.append({ begins, rows: [] });
          for (const row of rows) await writer.append({ rows: [row] });
          if (ends !== undefined) await writer.append({ rows: [], ends });
        },
      }),
    },
  ],
  [
    "is of no use after a mistake",
    "lets nobody else suffer for an append that it refuses, and goes on",
    {
      writing(writer) {
        let broken: unknown;
        return {
          async append(append) {
            if (broken !== undefined) throw broken;
            await writer.append(append).catch((error: unknown) => {
              broken = error;
              throw error;
            });
          },
        };
      },
    },
  ],
])("finds a journal that %s", async (_, rule, breaks) => {
  expect(await brokenJournalRules(journalAppendRules, brokenPlace(breaks))).toContain(rule);
});
