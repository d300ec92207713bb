import { TroupeError } from "../../model/troupe-error.ts";

/** Who writes to a journal. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Who holds a journal. */
export interface Held extends Holder {
  /** When its lease ends if it gives no sign of life until then; undefined where it needs to give none. */
  readonly freeAt: number | undefined;
}

/** The journal is somebody else's at the moment. */
export function busy(journal: string, held: Held): TroupeError {
  const { pid, host, since, freeAt } = held;
  const hangs = freeAt === undefined ? "" : ` If that process hangs, the journal is free at ${isoTime(freeAt)}.`;
  return new TroupeError("JOURNAL_BUSY", {
    what: `The journal ${journal} is held by process ${pid} on ${host}, since ${isoTime(since)}.`,
    remedy: `Close the runtime there, or give this one another journal.${hangs}`,
    facts: { journal, pid, host, since, freeAt },
  });
}

/** Another program locks the file, and did not let go of it in time. */
export function locked(journal: string, waitedMs: number): TroupeError {
  return new TroupeError("JOURNAL_BUSY", {
    what: `Another program has locked the journal ${journal} for more than ${waitedMs} ms.`,
    remedy: "Nothing was stored. End its transaction (a backup, a shell on the file), and try again.",
    facts: { journal, waitedMs },
  });
}

/** Another writer came: what this one would store is refused. */
export function takenOver(journal: string, epoch: number, by: Holder | undefined): TroupeError {
  const who = by === undefined ? "another writer" : `process ${by.pid} on ${by.host}, at ${isoTime(by.since)}`;
  return new TroupeError("JOURNAL_TAKEN_OVER", {
    what: `The journal ${journal} was taken over by ${who}, and nothing more of this writer is stored.`,
    remedy:
      "Close this runtime: its runs go on there. It happens to a writer that gives no sign of life for as long as leaseMs.",
    facts: { journal, epoch, by },
  });
}

/** What is to be stored contradicts what is stored. */
export function conflict(journal: string, what: string, facts: Readonly<Record<string, unknown>>): TroupeError {
  return new TroupeError("JOURNAL_CONFLICT", {
    what,
    remedy: `Nothing of it was stored. Read what the journal ${journal} has of the run, and go on from there.`,
    facts: { journal, ...facts },
  });
}

/** What is stored is not what was stored. */
export function corrupt(journal: string, what: string, facts: Readonly<Record<string, unknown>>): TroupeError {
  return new TroupeError("JOURNAL_CORRUPT", {
    what: `The journal ${journal} is damaged: ${what}.`,
    remedy: "Take the file from a backup, or read what is left of it with the .recover command of the sqlite3 shell.",
    facts: { journal, ...facts },
  });
}

/** It was closed. */
export function closed(journal: string): TroupeError {
  return new TroupeError("JOURNAL_CLOSED", {
    what: `This reader or writer of the journal ${journal} is closed.`,
    remedy:
      "Call read() or write() of the journal for a new one, and close() only when nothing is to be stored any more.",
    facts: { journal },
  });
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
