import type { Outcome } from "../model/outcome.ts";

type OutcomeStatus = Outcome<unknown>["status"];

/** A run as a journal knows it. */
export interface StoredRun {
  readonly id: string;
  /** The plan's name, and the hash of its structure: what may be resumed under which plan. */
  readonly plan: string;
  readonly hash: string;
  /** All that it takes to begin the same run again, as JSON text. */
  readonly start: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** How it ended; undefined as long as it is not over. */
  readonly status: OutcomeStatus | undefined;
  readonly endedAt: number | undefined;
}

/** One fact of a run as JSON text. `seq` counts from 0 within the run, without gaps. */
export interface Row {
  readonly runId: string;
  readonly seq: number;
  readonly text: string;
}

/** What is stored in one go: all of it, or nothing. */
export interface Append {
  /** A run that begins. One that is known already is refused with JOURNAL_CONFLICT. */
  readonly begins?: StoredRun;
  readonly rows: readonly Row[];
  /** A run that is over with these rows: it takes no more of them. */
  readonly ends?: { readonly runId: string; readonly status: OutcomeStatus; readonly endedAt: number };
}

/** What another process wants of a run: an answer, a cancel. `text` is JSON. */
export interface Post {
  /** Grows with every post of the journal. */
  readonly id: number;
  readonly runId: string;
  readonly text: string;
  /** What became of it, as JSON text; undefined until the process that runs the run has taken it. */
  readonly result: string | undefined;
}

/** Which runs: all of them, or only those that are not over, or are over since a time. Oldest first. */
export interface RunQuery {
  readonly isOver?: boolean;
  /** Only runs that ended before it, in milliseconds since 1970. */
  readonly endedBefore?: number;
  /** Only runs that are over, without the newest so many of those. */
  readonly exceptNewest?: number;
  readonly limit?: number;
}

/** What any process may do, also while another one is the writer. */
export interface JournalReader {
  runs(query?: RunQuery): Promise<readonly StoredRun[]>;
  run(id: string): Promise<StoredRun | undefined>;
  /** The rows of a run from `from` (default 0), in order, at most `limit` of them (default: all). Throws JOURNAL_CORRUPT where one is damaged or missing. */
  read(runId: string, range?: { readonly from?: number; readonly limit?: number }): Promise<readonly Row[]>;
  /** Leaves a message for whoever is, or will be, the writer; durable when it resolves. For a run that is not stored: JOURNAL_CONFLICT. */
  post(runId: string, text: string): Promise<Post>;
  /** One post, with its result as soon as there is one. */
  posted(id: number): Promise<Post | undefined>;
  close(): Promise<void>;
}

/** The one process that may append. Every method throws JOURNAL_TAKEN_OVER once another one has taken the journal over. */
export interface JournalWriter extends JournalReader {
  /** Grows with every writer that the journal has had. */
  readonly epoch: number;
  /**
   * Stores, and resolves when it is durable. Appends that come together are made durable together. Of one run they keep
   * their order; rows that are stored already are passed over where they are equal, and refused with JOURNAL_CONFLICT
   * where they are not; so are a gap, rows of a run that never began, and more rows of one that is over. What is
   * refused leaves nothing behind, and the journal can be used as before.
   */
  append(append: Append): Promise<void>;
  /** Posts that have no result yet, in order. Cheap where there is nothing new. */
  posts(): Promise<readonly Post[]>;
  /** Says what became of a post, once: another result for it, or one for no post, is refused with JOURNAL_CONFLICT. */
  settle(id: number, result: string): Promise<void>;
  /** Deletes runs that are over, with their rows and posts. Of one that is not, nothing. */
  forget(runIds: readonly string[]): Promise<void>;
}

/** A place where runs survive their process. */
export interface Journal {
  /** For reading, and for leaving messages. */
  read(): Promise<JournalReader>;
  /**
   * Becomes the one writer.
   *
   * @throws TroupeError JOURNAL_BUSY while another process holds it, with who and since when
   */
  write(): Promise<JournalWriter>;
}
