import type { DatabaseSync } from "node:sqlite";
import type { JournalReader, Row } from "../../../kernel/journal.ts";
import { corrupt } from "../journal-error.ts";
import { checksumOfRow } from "./checksum.ts";
import { type Columns, columnReader } from "./columns.ts";
import type { NumberedRun } from "./stored-runs.ts";

type Range = NonNullable<Parameters<JournalReader["read"]>[1]>;

/** The rows of a journal, for reading. */
export interface StoredRows {
  read(of: NumberedRun, range: Range): readonly Row[];
  /** How many rows are stored of a run that is not over. */
  count(number: number): number;
}

/** Reads rows; JOURNAL_CORRUPT where one is not what was stored, or is missing. */
export function storedRows(db: DatabaseSync, journal: string): StoredRows {
  const { text, whole } = columnReader(journal);
  const inOrder = db.prepare("SELECT seq, text, checksum FROM facts WHERE run = ? AND seq >= ? ORDER BY seq LIMIT ?");
  const last = db.prepare("SELECT max(seq) AS last FROM facts WHERE run = ?");

  function rowOf(columns: Columns, { runId, due }: { readonly runId: string; readonly due: number }): Row {
    const row = { runId, seq: whole(columns, "seq"), text: text(columns, "text") };
    if (row.seq !== due) throw missing(runId, due);
    if (checksumOfRow(runId, row.seq, row.text) === columns["checksum"]) return row;
    throw corrupt(journal, `row ${row.seq} of run ${runId} is not what was stored`, { runId, seq: row.seq });
  }

  function missing(runId: string, seq: number): Error {
    return corrupt(journal, `row ${seq} of run ${runId} is missing`, { runId, seq });
  }

  return {
    read({ number, run, length }, { from = 0, limit = -1 }) {
      const rows = inOrder
        .all(number, from, limit)
        .map((columns, i) => rowOf(columns, { runId: run.id, due: from + i }));
      const isWhole = length === undefined || from + rows.length >= length || rows.length === limit;
      if (!isWhole) throw missing(run.id, from + rows.length);
      return rows;
    },
    count(number) {
      const seq = last.get(number)?.["last"];
      return typeof seq === "number" ? seq + 1 : 0;
    },
  };
}
