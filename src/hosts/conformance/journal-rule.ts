import type { Journal } from "../../kernel/journal.ts";

/** A place of its own for one journal that is empty, and what only whoever wrote the journal can do to it. */
export interface JournalPlace {
  readonly journal: Journal;
  /** Plays that the process of the writer hangs, or died: its lease lapses, and it has not closed anything. */
  lapse(): void | Promise<void>;
  /** Takes the place away when the rule has been checked. */
  remove?(): void | Promise<void>;
}

/** One thing that holds of every journal. */
export interface JournalRule {
  /** A sentence about a journal: "keeps …", "refuses …". */
  readonly name: string;
  /** Rejects with an AssertionError where it does not hold. */
  readonly check: (place: JournalPlace) => Promise<void>;
}
