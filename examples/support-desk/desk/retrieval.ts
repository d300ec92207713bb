import { agent, chain, fallback, parallel, retry, skip } from "troupe";
import { z } from "zod";
import { mergeHits, type PastReplies, queryOf, type ReplyShard, searchShard } from "../brains/past-replies.ts";
import { significantWordsOf } from "../brains/stop-words.ts";
import { type Mail, mailSchema, type PastReply, pastReplySchema } from "../schemas.ts";
import { network, strikes } from "./mishaps.ts";

const found = z.array(pastReplySchema).readonly();
const shardsSchema = z.record(z.string(), found);

/** The shard that is slow for some mails. */
const SLOW_SHARD = 2;
const SHARD_TIMEOUT_MS = 250;

/**
 * Past answers to similar questions, from all shards at once. A shard that does not answer in time is asked once more;
 * then its list of titles stands in for it, and if that fails too, the others' hits must do.
 */
export function retrieval(shards: PastReplies, seed: number) {
  const searches = Object.fromEntries(
    shards.map((shard, index) => [`shard-${index}`, shardSearch(shard, index, seed)]),
  );
  const merge = agent("merge", { input: shardsSchema, output: found, work: (hits) => mergeHits(Object.values(hits)) });
  return chain("past-replies", [parallel("shards", searches), merge]);
}

function shardSearch(shard: ReplyShard, index: number, seed: number) {
  const search = agent(`shard-${index}`, {
    input: mailSchema,
    output: found,
    timeoutMs: SHARD_TIMEOUT_MS,
    async work(mail, { signal, progress, attempt }) {
      const isSlow = index === SLOW_SHARD && strikes("slow-shard", mail.id, seed);
      await network(
        `${mail.id} ${index} ${attempt}`,
        isSlow ? { fromMs: 5_000, toMs: 9_000 } : { fromMs: 10, toMs: 90 },
        signal,
      );
      progress(0.5);
      return searchShard(shard, queryOf(mail));
    },
  });
  const again = retry({ attempts: 2, backoff: { initialMs: 40 } });
  return search.supervised({ timeout: [again, fallback(titleSearch(shard)), skip([])] });
}

/** The poor man's search: past questions that share words of their titles with this one's. */
function titleSearch(shard: ReplyShard) {
  return agent("titles", { input: mailSchema, output: found, work: (mail) => byTitle(shard, mail) });
}

function byTitle(shard: ReplyShard, mail: Mail): readonly PastReply[] {
  const wanted = new Set(significantWordsOf(mail.subject));
  const scored = shard.pairs.map((pair) => ({
    ...pair,
    score: significantWordsOf(pair.subject).filter((word) => wanted.has(word)).length,
  }));
  return mergeHits([scored.filter(({ score }) => score > 0)]);
}
