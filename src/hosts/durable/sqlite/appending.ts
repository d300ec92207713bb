import type { DatabaseSync } from "node:sqlite";
import type { Append, StoredRun } from "../../../kernel/journal.ts";
import { newsOf, type Stored } from "../append-rules.ts";
import { checksumOfRow } from "./checksum.ts";
import { columnReader } from "./columns.ts";
import type { StoredRows } from "./stored-rows.ts";
import { checksumOfRun, type NumberedRun, type StoredRuns } from "./stored-runs.ts";

/** Writes to a journal, within the transaction that is open. */
export interface Appending {
  append(append: Append): void;
  /** Deletes those that are over. */
  forget(runIds: readonly string[]): void;
  /** What is remembered of runs may not be so: it is read anew. */
  reset(): void;
}

/** What is remembered of a run, so that a row is stored without a look for it. */
interface Known extends Stored {
  readonly number: number;
  length: number;
  end: Stored["end"];
}

/** So many runs are remembered; then all of them are looked for anew. */
const KNOWN_MAX = 10_000;

interface Sources {
  readonly runs: StoredRuns;
  readonly rows: StoredRows;
}

/** Appends to a file: what is new is worked out before the first statement that writes. */
export function createAppending(db: DatabaseSync, journal: string, sources: Sources): Appending {
  const known = createKnownRuns(db, journal, sources);
  const begin = db.prepare(
    "INSERT INTO runs (id, plan, hash, start, started_at, checksum, status, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const insert = db.prepare("INSERT INTO facts (run, seq, text, checksum) VALUES (?, ?, ?, ?)");
  const end = db.prepare("UPDATE runs SET status = ?, ended_at = ?, length = ? WHERE number = ?");
  const deletes = ["facts WHERE run", "posts WHERE run", "runs WHERE number"].map((of) =>
    db.prepare(`DELETE FROM ${of} = ?`),
  );

  function beginRun(run: StoredRun): void {
    const { id, plan, hash, start, startedAt, status, endedAt } = run;
    const ended = [status ?? null, endedAt ?? null] as const;
    const { lastInsertRowid } = begin.run(id, plan, hash, start, startedAt, checksumOfRun(run), ...ended);
    known.add({ number: Number(lastInsertRowid), run, length: 0 });
  }

  function place(runId: string): Known {
    const one = known.find(runId);
    if (one === undefined) throw new Error(`run ${runId} was there a moment ago`);
    return one;
  }

  return {
    append(append) {
      const news = newsOf(journal, append, known.find);
      if (append.begins !== undefined) beginRun(append.begins);
      for (const row of news.rows) {
        const run = place(row.runId);
        insert.run(run.number, row.seq, row.text, checksumOfRow(row.runId, row.seq, row.text));
        run.length += 1;
      }
      if (news.ends === undefined) return;
      const { runId, status, endedAt } = news.ends;
      const run = place(runId);
      end.run(status, endedAt, run.length, run.number);
      run.end = { status, endedAt };
    },
    forget(runIds) {
      const over = runIds.flatMap((id) => known.find(id) ?? []).filter((run) => run.end !== undefined);
      for (const { number } of over) for (const statement of deletes) statement.run(number);
      known.clear();
    },
    reset: () => known.clear(),
  };
}

/** What is remembered of runs; the others are looked for in the file. */
function createKnownRuns(db: DatabaseSync, journal: string, { runs, rows }: Sources) {
  const known = new Map<string, Known>();
  const { text } = columnReader(journal);
  const textAt = db.prepare("SELECT text FROM facts WHERE run = ? AND seq = ?");

  function add({ number, run, length }: NumberedRun): Known {
    const { status, endedAt } = run;
    const one: Known = {
      number,
      length: length ?? rows.count(number),
      end: status === undefined || endedAt === undefined ? undefined : { status, endedAt },
      textAt(seq) {
        const columns = textAt.get(number, seq);
        return columns && text(columns, "text");
      },
    };
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(run.id, one);
    return one;
  }

  function find(id: string): Known | undefined {
    const one = known.get(id);
    if (one !== undefined) return one;
    const found = runs.find(id);
    return found && add(found);
  }

  return { add, find, clear: () => known.clear() };
}
