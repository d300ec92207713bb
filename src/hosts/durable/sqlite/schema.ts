import type { DatabaseSync } from "node:sqlite";

/** `PRAGMA application_id` of a journal: "Trpe" in ASCII, by which it is told from another program's file. */
export const APPLICATION_ID = 0x54727065;

/**
 * What brings a file from each version to the next one; the first makes an empty file version 1. A migration that was
 * released is never changed. The table `lease` stays as it is in every version: an older writer must find itself in it.
 *
 * `facts` is an ordinary rowid table, so that rows are appended at the end of the file, with an index for their order:
 * per row that is 55 to 69 bytes besides its text, where a table in the order of the index took more than twice the text.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE lease (
     one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL,
     pid INTEGER, host TEXT, born TEXT, since INTEGER, heartbeat INTEGER, lease_ms INTEGER
   ) STRICT;
   INSERT INTO lease (one, epoch) VALUES (1, 0);
   CREATE TABLE runs (
     number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, hash TEXT NOT NULL,
     start TEXT NOT NULL, started_at INTEGER NOT NULL, checksum INTEGER NOT NULL,
     status TEXT, ended_at INTEGER, length INTEGER
   ) STRICT;
   CREATE INDEX runs_open ON runs (number) WHERE ended_at IS NULL;
   CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;
   CREATE TABLE facts (run INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT;
   CREATE UNIQUE INDEX facts_in_order ON facts (run, seq);
   CREATE TABLE posts (
     id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, text TEXT NOT NULL, checksum INTEGER NOT NULL, result TEXT
   ) STRICT;
   CREATE INDEX posts_open ON posts (id) WHERE result IS NULL;
   CREATE INDEX posts_of_run ON posts (run);`,
];

/** The version that this Troupe writes. */
export const VERSION = MIGRATIONS.length;

/** What a file is, by what its header says. */
export type Kind =
  | { readonly kind: "empty" }
  | { readonly kind: "journal"; readonly version: number }
  | { readonly kind: "foreign" };

/** What a file is. It changes nothing. */
export function kindOf(db: DatabaseSync): Kind {
  const version = pragma(db, "user_version");
  const application = pragma(db, "application_id");
  if (application === APPLICATION_ID) return { kind: "journal", version };
  const { count } = db.prepare("SELECT count(*) AS count FROM sqlite_schema").get() ?? {};
  return application === 0 && version === 0 && count === 0 ? { kind: "empty" } : { kind: "foreign" };
}

/** Brings a file up to the newest version, within the transaction that is open. */
export function migrate(db: DatabaseSync, from: number, migrations: readonly string[] = MIGRATIONS): void {
  if (from === migrations.length) return;
  for (const migration of migrations.slice(from)) db.exec(migration);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length};`);
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
