import { setTimeout as sleep } from "node:timers/promises";
import type { JournalReader, Post } from "../../kernel/journal.ts";
import type { Message, MessageResult } from "../../kernel/posts.ts";
import { kept } from "../../plan/erasure.ts";
import type { OpenJournal } from "./open-journal.ts";

/** How often one looks whether a message was taken. */
const LOOK_MS = 50;

/** A message for a run, and how long it may take until somebody says what became of it. */
export interface Leaving {
  readonly runId: string;
  readonly message: Message;
  readonly waitMs: number;
}

/**
 * Leaves a message for the process that runs a run, and gives what became of it; undefined where nobody has taken it
 * yet: then it stays, and is taken as soon as somebody brings the run back. Where no process runs the journal, it is not
 * waited for.
 */
export async function leaveMessage(
  { reader, held }: OpenJournal,
  { runId, message, waitMs }: Leaving,
): Promise<MessageResult | undefined> {
  const post = await reader.post(runId, JSON.stringify(message));
  const until = performance.now() + (held === undefined ? 0 : waitMs);
  for (;;) {
    const result = await resultOf(reader, post);
    if (result !== undefined || performance.now() >= until) return result;
    await sleep(LOOK_MS);
  }
}

async function resultOf(reader: Pick<JournalReader, "posted">, { id }: Post): Promise<MessageResult | undefined> {
  const result = (await reader.posted(id))?.result;
  return result === undefined ? undefined : kept(result);
}
