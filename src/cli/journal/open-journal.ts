import type { Held } from "../../hosts/durable/journal-error.ts";
import { holderOf, sqliteJournal } from "../../hosts/durable/sqlite-journal.ts";
import type { JournalReader } from "../../kernel/journal.ts";
import { quietly } from "../load-warnings.ts";

/** A journal as one who only looks, or leaves a message, finds it. */
export interface OpenJournal {
  /** Its file, as it was named. */
  readonly file: string;
  readonly reader: JournalReader;
  /** The process that runs its runs now; undefined where there is none. */
  readonly held: Held | undefined;
}

/**
 * Opens a journal, does something with it, and closes it however that ends.
 *
 * @throws TroupeError JOURNAL_UNREADABLE, JOURNAL_FOREIGN and their like, where there is no journal at that path
 */
export async function withJournal<T>(file: string, act: (journal: OpenJournal) => Promise<T>): Promise<T> {
  const reader = await quietly(() => sqliteJournal(file).read());
  try {
    return await act({ file, reader, held: await holderOf(file) });
  } finally {
    await reader.close();
  }
}
