import { sqliteJournal } from "../../hosts/durable/sqlite-journal.ts";
import type { JournalWriter } from "../../kernel/journal.ts";
import type { Runtime } from "../../kernel/runtime.ts";
import type { AnyPlan } from "../../plan/plan.ts";
import { createRuntime } from "../../runtime/create-runtime.ts";
import { quietly } from "../load-warnings.ts";

/** A runtime that keeps its runs, with the writer of its journal. Close the runtime, and both are closed. */
interface KeptRuntime {
  readonly runtime: Runtime;
  readonly writer: JournalWriter;
}

/**
 * Becomes the writer of a journal, and makes a runtime on it that has resumed nothing yet. What is wrong with the journal
 * is found here, before anything runs.
 *
 * @throws TroupeError JOURNAL_BUSY and its like
 */
export async function openRuntime(
  file: string,
  { plans, seed }: { readonly plans: readonly AnyPlan[]; readonly seed: number },
): Promise<KeptRuntime> {
  const { read, write } = sqliteJournal(file);
  const writer = await quietly(write);
  const runtime = createRuntime({ journal: { read, write: async () => writer }, plans, seed, resume: false });
  return { runtime, writer };
}
