import type { Mail, PastReply } from "../schemas.ts";
import { type Collection, countCollection, indexTexts, rankTexts, type TextIndex } from "./bm25.ts";
import { withoutTag } from "./list-marks.ts";
import { ownWords } from "./own-words.ts";
import { wordsOf } from "./words.ts";

/** A question and one of its answers, each in the sender's own words, as found in a thread. */
export type ReplyPair = Omit<PastReply, "score">;

/** A part of the past replies with its own index; each can be asked by another agent, and fail alone. */
export type ReplyShard = { readonly pairs: readonly ReplyPair[]; readonly index: TextIndex };

/** All past replies, in shards of which none knows the others. */
export type PastReplies = readonly ReplyShard[];

/** An answer in fewer characters than this answers nothing ("me too", "thanks"). */
const REPLY_CHARS_MIN = 60;

/**
 * The answers among the mails, each with the mail that it answers directly, in the order of the mails. Left out are
 * answers to oneself, answers shorter than `REPLY_CHARS_MIN`, and those to mails that are not there.
 */
export function findReplyPairs(mails: readonly Mail[]): readonly ReplyPair[] {
  const byMessageId = new Map(mails.map((mail) => [mail.messageId, mail]));
  return mails.flatMap((answer) => {
    const question = byMessageId.get(answer.parents[0] ?? null);
    if (question === undefined || question.messageId === null || question.from === answer.from) return [];
    const reply = ownWords(answer.body);
    if (reply.length < REPLY_CHARS_MIN) return [];
    const subject = withoutTag(question.subject);
    return [{ questionId: question.id, replyId: answer.id, subject, question: ownWords(question.body), reply }];
  });
}

/**
 * Indexes pairs in `shards` parts of equal size, 4 by default. All shards weigh words by the whole collection, so that
 * the merged hits of all shards are those of a single index.
 */
export function indexPastReplies(pairs: readonly ReplyPair[], shards = 4): PastReplies {
  const collection = countCollection(pairs.map(pairWords));
  return Array.from({ length: Math.max(1, shards) }, (_, shard) => {
    return indexShard(
      pairs.filter((_pair, index) => index % shards === shard),
      collection,
    );
  });
}

/** The best of one shard for a query (see `queryOf`), best first, 5 by default. */
export function searchShard(shard: ReplyShard, query: string, limit = 5): readonly PastReply[] {
  const hits = rankTexts(shard.index, wordsOf(query)).flatMap(({ position, score }) => {
    const pair = shard.pairs[position];
    return pair === undefined ? [] : [{ ...pair, score }];
  });
  return mergeHits([hits], limit);
}

/** What several shards found as one list, best first, 5 by default. Shards that did not answer may be missing. */
export function mergeHits(found: readonly (readonly PastReply[])[], limit = 5): readonly PastReply[] {
  const byScore = (a: PastReply, b: PastReply) => b.score - a.score || (a.replyId < b.replyId ? -1 : 1);
  return found.flat().toSorted(byScore).slice(0, limit);
}

/** What to search for on behalf of a mail: its subject and its sender's own words. */
export function queryOf(mail: Mail): string {
  return `${withoutTag(mail.subject)}\n${ownWords(mail.body)}`;
}

function indexShard(pairs: readonly ReplyPair[], collection: Collection): ReplyShard {
  return { pairs, index: indexTexts(pairs.map(pairWords), collection) };
}

function pairWords(pair: ReplyPair): readonly string[] {
  return wordsOf(`${pair.subject}\n${pair.question}\n${pair.reply}`);
}
