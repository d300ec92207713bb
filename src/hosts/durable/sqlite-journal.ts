import type { Journal } from "../../kernel/journal.ts";
import { shown } from "../../model/shown.ts";
import { TroupeError } from "../../model/troupe-error.ts";
import type { Held } from "./journal-error.ts";
import { acceptOptions, type SqliteOptions } from "./sqlite-options.ts";

/**
 * A journal in a file: SQLite, as Node brings it along (Node 22.13 or newer), with a write-ahead log. One process writes,
 * any others on the machine read and leave messages. The file is made by the first `write()`; beside it SQLite keeps
 * `-wal` and `-shm` as long as it is open: they belong to it. Node's SQLite is loaded when the journal is first opened.
 *
 * @throws TroupeError BAD_OPTION
 */
export function sqliteJournal(path: string, options: SqliteOptions = {}): Journal {
  const file = acceptFile(path);
  const chosen = acceptOptions(options);
  return {
    read: async () => (await load(file, () => import("./sqlite/reader.ts"))).openReader(file),
    write: async () => (await load(file, () => import("./sqlite/writer.ts"))).openWriter(file, chosen),
  };
}

/** Who writes to the journal in a file now, as far as can be told; it changes nothing, and keeps nobody out. */
export async function holderOf(path: string): Promise<Held | undefined> {
  const file = acceptFile(path);
  return (await load(file, () => import("./sqlite/holder.ts"))).currentHolder(file);
}

function acceptFile(path: unknown): string {
  if (typeof path === "string" && path.trim() !== "" && !/^:memory:$|^file:|\0/.test(path)) return path;
  throw new TroupeError("BAD_OPTION", {
    what: `The path of a journal is ${shown(path)}.`,
    remedy: 'Give the path of a file, as in sqliteJournal("./troupe.db"); memoryJournal() makes one in memory.',
    facts: { path },
  });
}

/** Those who need no journal load nothing, and on a Node without SQLite only those who need one hear of it. */
async function load<T>(file: string, parts: () => Promise<T>): Promise<T> {
  try {
    return await parts();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_UNKNOWN_BUILTIN_MODULE")) throw error;
    throw new TroupeError("JOURNAL_UNREADABLE", {
      what: `The journal ${file} cannot be used: this Node ${process.versions.node} has no node:sqlite.`,
      remedy: "Use Node 22.13 or newer.",
      facts: { journal: file, node: process.versions.node },
    });
  }
}
