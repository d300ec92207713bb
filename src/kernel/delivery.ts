import { TroupeError } from "../model/troupe-error.ts";
import { kept } from "../plan/erasure.ts";
import type { JournalWriter, Post } from "./journal.ts";
import { isTaken, type Message, messageOf, type MessageResult } from "./posts.ts";
import type { RunHandle } from "./run.ts";

/** Hands the messages of a journal to the runs that they are for. */
export interface Delivery {
  /** Looks for new messages, and hands them over. That they are in hand is all that is waited for. */
  look(): Promise<void>;
  /** Hands over what is known already. A run that is not here and not over may be brought back yet: its messages wait. */
  hand(writer: JournalWriter, posts: readonly Post[]): void;
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>;
}

/**
 * A message is handed over as often as it takes until what became of it is stored, and taken once: a fact has its number.
 * One that takes its time, as an answer does whose schema is slow, keeps no other waiting.
 */
export function createDelivery(
  journal: Promise<JournalWriter>,
  handleOf: (runId: string) => RunHandle | undefined,
): Delivery {
  const inHand = new Map<number, Promise<void>>();
  /** What was settled since the last look began: that look may still list it. */
  let settled = new Set<number>();
  let looking: Promise<void> | undefined;

  async function settle(writer: JournalWriter, post: Post): Promise<void> {
    const result = await resultOf(writer, post, handleOf(post.runId));
    if (result === undefined) return;
    await writer.settle(post.id, JSON.stringify(result));
    settled.add(post.id);
  }

  function hand(writer: JournalWriter, posts: readonly Post[]): void {
    for (const post of posts) {
      if (inHand.has(post.id) || settled.has(post.id)) continue;
      // What cannot be stored now is handed over again.
      const handing = settle(writer, post)
        .catch(() => {})
        .finally(() => inHand.delete(post.id));
      inHand.set(post.id, handing);
    }
  }

  async function lookOnce(): Promise<void> {
    const writer = await journal;
    settled = new Set();
    hand(writer, await writer.posts());
  }

  return {
    look() {
      looking ??= lookOnce().finally(() => (looking = undefined));
      return looking;
    },
    hand,
    async rest() {
      await looking?.catch(() => {});
      await Promise.all(inHand.values());
    },
  };
}

/** What became of a message; undefined while that is open. */
async function resultOf(
  journal: JournalWriter,
  post: Post,
  handle: RunHandle | undefined,
): Promise<MessageResult | undefined> {
  const message = messageOf(post.text);
  if (message === undefined)
    return { accepted: false, why: "it is neither an answer nor a cancel that Troupe knows", code: "BAD_REPLY" };
  if (handle !== undefined) return handOver(handle, post.id, message);
  const stored = await journal.run(post.runId);
  if (stored?.status === undefined) return undefined;
  const rows = await journal.read(post.runId);
  const wasTaken = rows.some(({ text }) => isTaken(kept(text), post.id));
  return wasTaken ? { accepted: true } : { accepted: false, why: "the run is over" };
}

async function handOver(handle: RunHandle, post: number, message: Message): Promise<MessageResult | undefined> {
  try {
    const answered = await handle.take(post, message);
    return answered.accepted || !handle.isLeft() ? answered : undefined;
  } catch (error) {
    if (!(error instanceof TroupeError)) throw error;
    return { accepted: false, why: error.message, code: error.code };
  }
}
