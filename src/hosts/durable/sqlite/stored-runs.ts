import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { RunQuery, StoredRun } from "../../../kernel/journal.ts";
import { corrupt } from "../journal-error.ts";
import { checksumOf } from "./checksum.ts";
import { type Columns, columnReader } from "./columns.ts";

/** A run as it is stored: `number` stands for its id in the other tables. */
export interface NumberedRun {
  readonly number: number;
  readonly run: StoredRun;
  /** How many rows it has; known only once it is over. */
  readonly length: number | undefined;
}

/** The runs of a journal, for reading. */
export interface StoredRuns {
  find(id: string): NumberedRun | undefined;
  list(query: RunQuery): readonly StoredRun[];
}

const COLUMNS = "number, id, plan, hash, start, started_at, checksum, status, ended_at, length";
const BEHIND_NEWEST = "SELECT number FROM runs WHERE ended_at IS NOT NULL ORDER BY number DESC LIMIT 1 OFFSET ?";
const STATUSES: readonly StoredRun["status"][] = ["done", "degraded", "failed", "cancelled"];

/** What of a run never changes. */
export function checksumOfRun({ id, plan, hash, start, startedAt }: StoredRun): number {
  return checksumOf(id, plan, hash, start, startedAt);
}

/** Reads runs; JOURNAL_CORRUPT where one is not what was stored. */
export function storedRuns(db: DatabaseSync, journal: string): StoredRuns {
  const read = columnReader(journal);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM runs WHERE id = ?`);

  function runOf(columns: Columns): NumberedRun {
    const status = read.maybeText(columns, "status");
    const run: StoredRun = {
      id: read.text(columns, "id"),
      plan: read.text(columns, "plan"),
      hash: read.text(columns, "hash"),
      start: read.text(columns, "start"),
      startedAt: read.whole(columns, "started_at"),
      status: STATUSES.find((known) => known === status),
      endedAt: read.maybeWhole(columns, "ended_at"),
    };
    if (read.whole(columns, "checksum") !== checksumOfRun(run) || run.status !== status)
      throw corrupt(journal, `run ${run.id} is not what was stored`, { runId: run.id });
    return { number: read.whole(columns, "number"), run, length: read.maybeWhole(columns, "length") };
  }

  return {
    find(id) {
      const columns = byId.get(id);
      return columns && runOf(columns);
    },
    list(query) {
      const { where, values } = conditionsOf(query);
      const rows = db.prepare(`SELECT ${COLUMNS} FROM runs ${where} ORDER BY number LIMIT ?`).all(...values);
      return rows.map((columns) => runOf(columns).run);
    },
  };
}

function conditionsOf(query: RunQuery): { where: string; values: readonly SQLInputValue[] } {
  const { isOver, endedBefore, exceptNewest, limit } = query;
  const conditions: string[] = [];
  if (isOver !== undefined) conditions.push(`ended_at IS ${isOver ? "NOT " : ""}NULL`);
  if (endedBefore !== undefined) conditions.push("ended_at < ?");
  if (exceptNewest !== undefined) conditions.push(`ended_at IS NOT NULL AND number <= (${BEHIND_NEWEST})`);
  return {
    where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`,
    values: [...[endedBefore, exceptNewest].filter((value) => value !== undefined), limit ?? -1],
  };
}
