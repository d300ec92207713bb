import { TroupeError } from "../model/troupe-error.ts";
import { kept } from "../plan/erasure.ts";
import type { SignedReply } from "./answering.ts";
import type { Answered } from "../model/question.ts";
import type { JournalWriter, Post } from "./journal.ts";
import type { Run } from "./run.ts";

/** What another process may want of a run. */
export type Message =
  | { readonly does: "answer"; readonly question: string; readonly reply: SignedReply }
  | { readonly does: "cancel"; readonly reason: string };

/** What became of it, for whoever left it: as of an answer; with the code of a mistake, where it was one. */
export interface MessageResult extends Answered {
  readonly code?: string;
}

/**
 * Hands the messages of a journal to the runs that they are for. A run that is not here, and not over, may be brought
 * back yet: its messages wait.
 */
export async function deliver(journal: JournalWriter, runOf: (id: string) => Run<unknown> | undefined): Promise<void> {
  for (const post of await journal.posts()) {
    const run = runOf(post.runId);
    const stored = run === undefined ? await journal.run(post.runId) : undefined;
    if (run === undefined && stored?.status === undefined) continue;
    const result: MessageResult =
      run === undefined ? { accepted: false, why: "the run is over" } : await handTo(run, post);
    await journal.settle(post.id, JSON.stringify(result));
  }
}

async function handTo(run: Run<unknown>, { text }: Post): Promise<MessageResult> {
  const message = messageOf(text);
  try {
    if (message.does === "answer") return await run.answer(message.question, message.reply);
    void run.cancel(message.reason);
    return { accepted: true };
  } catch (error) {
    if (!(error instanceof TroupeError)) throw error;
    return { accepted: false, why: error.message, code: error.code };
  }
}

function messageOf(text: string): Message {
  return kept(text);
}
