import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { onTestFinished } from "vitest";

/** A folder of its own, away with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "troupe-journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The path of a journal that does not exist yet. */
export function makePath(): string {
  return join(makeFolder(), "troupe.db");
}

/** What another program does to the file. */
export function meddle(path: string, sql: string): readonly Record<string, SQLOutputValue>[] {
  const db = new DatabaseSync(path);
  try {
    db.exec("PRAGMA busy_timeout = 5000");
    return sql.startsWith("SELECT") || sql.startsWith("PRAGMA") ? db.prepare(sql).all() : (db.exec(sql), []);
  } finally {
    db.close();
  }
}
