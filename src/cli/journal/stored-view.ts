import type { JournalReader, StoredRun } from "../../kernel/journal.ts";
import type { Fact } from "../../model/fact.ts";
import { fold, type RunView } from "../../model/fold.ts";
import { kept } from "../../plan/erasure.ts";

/** A run of a journal with what its facts tell of it. */
export interface SeenRun {
  readonly stored: StoredRun;
  readonly view: RunView;
}

/**
 * A run as its facts tell it.
 *
 * @throws TroupeError JOURNAL_CORRUPT where some are damaged or missing
 */
export async function seeRun(reader: Pick<JournalReader, "read">, stored: StoredRun): Promise<SeenRun> {
  return { stored, view: fold(await factsOf(reader, stored.id)) };
}

/** The facts of a run, from the first on. */
export async function factsOf(reader: Pick<JournalReader, "read">, runId: string): Promise<readonly Fact[]> {
  return (await reader.read(runId)).map(({ text }): Fact => kept(text));
}
