import type { DatabaseSync } from "node:sqlite";
import type { JournalReader, Post } from "../../../kernel/journal.ts";
import { closed } from "../journal-error.ts";
import { openForReading } from "./open-file.ts";
import { untilFree } from "./patience.ts";
import { type StoredPosts, storedPosts } from "./stored-posts.ts";
import { type StoredRows, storedRows } from "./stored-rows.ts";
import { type StoredRuns, storedRuns } from "./stored-runs.ts";
import { troubleOf } from "./trouble.ts";

/** What a file holds, through one connection. */
export interface Contents {
  readonly runs: StoredRuns;
  readonly rows: StoredRows;
  readonly posts: StoredPosts;
}

export function contentsOf(db: DatabaseSync, journal: string): Contents {
  return { runs: storedRuns(db, journal), rows: storedRows(db, journal), posts: storedPosts(db, journal) };
}

/** What a reader and a writer do differently. */
interface Ways {
  /** Throws where nothing may be done any more; asked before every method. */
  readonly allow: () => void;
  readonly post: (act: () => Post) => Promise<Post>;
  /** Before the connection is closed. */
  readonly leave: () => Promise<void>;
}

/** A reader, and the door that its methods go through: also those of a writer. */
interface Reading {
  readonly reader: JournalReader;
  /** Acts at once, unless it is closed; what SQLite throws becomes an error of ours. */
  ask<T>(act: () => T | Promise<T>): Promise<T>;
  isClosed(): boolean;
}

export function reading(db: DatabaseSync, journal: string, so: { contents: Contents; ways: Ways }): Reading {
  const { contents, ways } = so;
  let closing: Promise<void> | undefined;

  async function ask<T>(act: () => T | Promise<T>): Promise<T> {
    if (closing !== undefined) throw closed(journal);
    try {
      return await untilFree(journal, () => {
        ways.allow();
        return act();
      });
    } catch (error) {
      throw troubleOf(journal, error);
    }
  }

  async function close(): Promise<void> {
    try {
      await ways.leave();
    } finally {
      db.close();
    }
  }

  const reader: JournalReader = {
    runs: (query = {}) => ask(() => contents.runs.list(query)),
    run: (id) => ask(() => contents.runs.find(id)?.run),
    read: (runId, range = {}) =>
      ask(() => {
        const run = contents.runs.find(runId);
        return run === undefined ? [] : contents.rows.read(run, range);
      }),
    post: (runId, text) => ask(() => ways.post(() => contents.posts.add(runId, text))),
    posted: (id) => ask(() => contents.posts.find(id)),
    close: () => (closing ??= close()),
  };
  return { reader, ask, isClosed: () => closing !== undefined };
}

/** Opens a file for reading and for messages, while whoever may write to it. */
export async function openReader(journal: string): Promise<JournalReader> {
  const db = await openForReading(journal);
  const ways: Ways = { allow: () => {}, post: async (act) => untilFree(journal, act), leave: async () => {} };
  try {
    const contents = await untilFree(journal, () => contentsOf(db, journal));
    return reading(db, journal, { contents, ways }).reader;
  } catch (error) {
    db.close();
    throw troubleOf(journal, error);
  }
}
