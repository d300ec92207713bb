import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { TroupeError } from "../../../model/troupe-error.ts";
import { corrupt, locked } from "../journal-error.ts";

/** SQLite's primary result codes, as in https://www.sqlite.org/rescode.html. */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const PERM = 3;
const AUTH = 23;
const NOTADB = 26;
/** Extended: less could be read than there must be. */
const SHORT_READ = 522;

/** Whether a lock was in the way, which goes away by itself. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && ((code & 0xff) === BUSY || (code & 0xff) === LOCKED);
}

/** What SQLite says, as an error of ours; what is no trouble of the world is handed back as it is: our own mistake. */
export function troubleOf(journal: string, error: unknown, waitedMs = 0): unknown {
  const code = resultCode(error);
  if (code === undefined || !(error instanceof Error)) return error;
  const facts = { journal, sqlite: error.message, resultCode: code };
  if (code === SHORT_READ) return corrupt(journal, "the file is shorter than it must be", facts);
  switch (code & 0xff) {
    case BUSY:
    case LOCKED:
      return locked(journal, waitedMs);
    case READONLY:
      return readOnly(journal, facts);
    case CORRUPT:
      return corrupt(journal, `SQLite says "${error.message}"`, facts);
    case FULL:
      return full(journal, facts);
    case CANTOPEN:
    case IOERR:
      return isWritable(journal)
        ? unreadable(journal, `SQLite says "${error.message}"`, facts)
        : readOnly(journal, facts);
    case NOTADB:
      return foreign(journal);
    case PERM:
    case AUTH:
      return unreadable(journal, `SQLite says "${error.message}"`, facts);
    default:
      return error;
  }
}

/** The file is another program's. */
export function foreign(journal: string): TroupeError {
  return new TroupeError("JOURNAL_FOREIGN", {
    what: `The file ${journal} is no journal of Troupe, and was left as it is.`,
    remedy: "Give the journal a file of its own, which need not exist.",
    facts: { journal },
  });
}

/** The file is of a Troupe to come. */
export function newer(journal: string, version: number, known: number): TroupeError {
  return new TroupeError("JOURNAL_NEWER", {
    what: `The journal ${journal} is of version ${version}, and this Troupe knows versions up to ${known}.`,
    remedy: "Nothing was changed in it. Use the version of Troupe that wrote it, or a newer one.",
    facts: { journal, version, known },
  });
}

/** It cannot be opened, or not read. */
export function unreadable(journal: string, why: string, facts: Readonly<Record<string, unknown>> = {}): TroupeError {
  return new TroupeError("JOURNAL_UNREADABLE", {
    what: `The journal ${journal} cannot be used: ${why}.`,
    remedy: "Mend that, or give the path of another file, in a folder that is there, on a local disk.",
    facts: { journal, why, ...facts },
  });
}

function full(journal: string, facts: Readonly<Record<string, unknown>>): TroupeError {
  return new TroupeError("JOURNAL_FULL", {
    what: `There is no room left for the journal ${journal}: this was not stored.`,
    remedy: "Make room on the disk, raise sizeBytesMax, or forget old runs. What is stored is whole, and can be read.",
    facts,
  });
}

function readOnly(journal: string, facts: Readonly<Record<string, unknown>>): TroupeError {
  return new TroupeError("JOURNAL_READ_ONLY", {
    what: `This user may not write to the journal ${journal}, or not to its folder: nothing was stored.`,
    remedy: "Allow both: in the folder SQLite keeps two more files beside it, also for those who only read.",
    facts,
  });
}

/** Both: beside the file SQLite keeps its log and its index. */
function isWritable(journal: string): boolean {
  try {
    accessSync(dirname(journal), constants.W_OK);
    accessSync(journal, constants.W_OK);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
  }
}

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code : undefined;
}
