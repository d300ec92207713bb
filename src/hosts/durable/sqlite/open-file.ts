import { accessSync, constants, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sync } from "../sqlite-options.ts";
import { untilFree } from "./patience.ts";
import { type Kind, kindOf, VERSION } from "./schema.ts";
import { foreign, isBusy, newer, troubleOf, unreadable } from "./trouble.ts";

/** What was found at a path, before anything is changed there. */
type Found = Kind | { readonly kind: "missing" };

/** A connection that reads a journal, and leaves messages in it. */
export async function openForReading(journal: string): Promise<DatabaseSync> {
  const found = await look(journal);
  if (found.kind === "missing") throw unreadable(journal, "there is no such file");
  if (found.kind === "empty") throw unreadable(journal, "nothing was ever written to it");
  if (found.kind === "journal" && found.version < VERSION)
    throw unreadable(journal, `it is of version ${found.version}, and is brought up to ${VERSION} by its next writer`);
  return connect(journal, "full");
}

/** A connection that can become the writer; where there is no file, there is one now. */
export async function openForWriting(journal: string, sync: Sync): Promise<DatabaseSync> {
  await look(journal);
  const db = connect(journal, sync);
  try {
    const mode = await untilFree(journal, () => db.prepare("PRAGMA journal_mode = WAL").get()?.["journal_mode"]);
    if (mode !== "wal") throw unreadable(journal, `its file system allows no write-ahead log, only ${String(mode)}`);
    return db;
  } catch (error) {
    db.close();
    throw troubleOf(journal, error);
  }
}

function connect(journal: string, sync: Sync): DatabaseSync {
  try {
    const db = new DatabaseSync(journal);
    db.exec(`PRAGMA synchronous = ${sync === "full" ? "FULL" : "NORMAL"}`);
    return db;
  } catch (error) {
    throw troubleOf(journal, error);
  }
}

/** Looks with a connection that can change nothing; throws where the file is not ours to write. */
async function look(journal: string): Promise<Found> {
  const file = statOf(journal);
  if (file === undefined) {
    const folder = dirname(journal);
    if (statOf(folder)?.isDirectory() !== true) throw unreadable(journal, `there is no folder ${folder}`);
    return { kind: "missing" };
  }
  if (!file.isFile()) throw unreadable(journal, "it is no file");
  if (file.size === 0) return { kind: "empty" };
  if (!mayRead(journal)) throw unreadable(journal, "this user may not read it");
  const kind = await untilFree(journal, () => kindAt(journal));
  if (kind.kind === "foreign") throw foreign(journal);
  if (kind.kind === "journal" && kind.version > VERSION) throw newer(journal, kind.version, VERSION);
  return kind;
}

function kindAt(journal: string): Kind {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(journal, { readOnly: true });
    return kindOf(db);
  } catch (error) {
    if (isBusy(error)) throw error;
    throw troubleOf(journal, error);
  } finally {
    db?.close();
  }
}

/** Where this user may not even look, there is nothing for it. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function mayRead(journal: string): boolean {
  try {
    accessSync(journal, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
