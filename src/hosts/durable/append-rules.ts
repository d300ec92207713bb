import type { Append, Row } from "../../kernel/journal.ts";
import { conflict } from "./journal-error.ts";

/** What a journal has of a run. */
export interface Stored {
  /** How many rows: those with a `seq` below it. */
  readonly length: number;
  /** How it ended; undefined as long as it is not over. */
  readonly end: { readonly status: string; readonly endedAt: number } | undefined;
  textAt(seq: number): string | undefined;
}

/** What of an append is new. */
export interface News {
  readonly rows: readonly Row[];
  readonly ends: Append["ends"];
}

/** A run that begins with the append. */
const NOTHING: Stored = { length: 0, end: undefined, textAt: () => undefined };

/** How far the rows of one run have come within an append. */
interface Cursor {
  readonly runId: string;
  readonly stored: Stored;
  next: number;
}

/**
 * What of an append is new to a journal, in order; JOURNAL_CONFLICT where it contradicts what is stored. It only looks:
 * a journal writes nothing of an append before this has gone through all of it.
 */
export function newsOf(journal: string, append: Append, storedOf: (runId: string) => Stored | undefined): News {
  const { begins, ends } = append;
  if (begins !== undefined && storedOf(begins.id) !== undefined)
    throw conflict(journal, `Run ${begins.id} has begun already.`, { runId: begins.id });

  const cursors = new Map<string, Cursor>();
  const rows: Row[] = [];
  let last: Cursor | undefined;

  /** Mostly all rows are of one run, which is not looked for again and again. */
  function cursorOf(runId: string): Cursor {
    if (last?.runId !== runId) last = cursors.get(runId) ?? placeOf(runId);
    return last;
  }

  function placeOf(runId: string): Cursor {
    const stored = runId === begins?.id ? NOTHING : storedOf(runId);
    if (stored === undefined) throw conflict(journal, `There is no run ${runId}: it never began.`, { runId });
    const cursor = { runId, stored, next: stored.length };
    if (last !== undefined) cursors.set(last.runId, last).set(runId, cursor);
    return cursor;
  }

  for (const row of append.rows) {
    const cursor = cursorOf(row.runId);
    if (isStored(journal, row, { cursor, rows })) continue;
    cursor.next += 1;
    rows.push(row);
  }
  if (ends === undefined) return { rows, ends };
  const { end } = cursorOf(ends.runId).stored;
  if (end === undefined) return { rows, ends };
  if (end.status === ends.status && end.endedAt === ends.endedAt) return { rows, ends: undefined };
  throw conflict(journal, `Run ${ends.runId} has ended already, as ${end.status}.`, { runId: ends.runId, end });
}

/** Whether an equal row is there already; throws where it is another one, or the row cannot be the next one. */
function isStored(journal: string, row: Row, so: { cursor: Cursor; rows: readonly Row[] }): boolean {
  const { runId, seq, text } = row;
  const { stored, next } = so.cursor;
  if (seq === next) {
    if (stored.end === undefined) return false;
    throw conflict(journal, `Run ${runId} is over, and takes no row ${seq}.`, { runId, seq });
  }
  if (!(seq >= 0 && seq < next && Number.isInteger(seq)))
    throw conflict(journal, `Row ${seq} of run ${runId} leaves a gap: the next one is ${next}.`, { runId, seq, next });
  const known =
    seq < stored.length ? stored.textAt(seq) : so.rows.find((one) => one.runId === runId && one.seq === seq)?.text;
  if (known === text) return true;
  throw conflict(journal, `Run ${runId} has another row ${seq} already.`, { runId, seq });
}
