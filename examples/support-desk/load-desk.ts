import { join } from "node:path";
import { z } from "zod";
import { type TrainedDesk, type TrainOptions, trainDesk } from "./brains/train.ts";
import { cacheDirectory } from "./corpus/cache-directory.ts";
import { type LoadOptions, loadCorpus, spamAssassinCorpus } from "./corpus/load-corpus.ts";
import { readSealed, type SealedFile, writeSealed } from "./corpus/sealed-file.ts";
import { sourceFingerprint } from "./corpus/source-fingerprint.ts";
import { mailSchema, queueSchema } from "./schemas.ts";

/** A trained desk with where its mails come from, and if it is only the sample, why. */
export type LoadedDesk = {
  readonly source: "corpus" | "sample";
  readonly why?: string;
  /** Whether the desk was trained in an earlier run, which takes a third of a second instead of one and a half. */
  readonly fromCache: boolean;
  readonly desk: TrainedDesk;
};

/** As for `loadCorpus` and `trainDesk`. */
type DeskLoadOptions = LoadOptions &
  TrainOptions & {
    /** Told before the desk is trained; never where a trained one was kept. */
    readonly onTrain?: () => void;
  };

/**
 * The desk, trained on the real corpus, or on our sample if that cannot be had (`why` then says why). What was trained
 * on the corpus is kept beside it, and used again for as long as mails, options and code are the same. Throws nothing
 * but the reason of a signal with which the caller gave up.
 */
export async function loadDesk(options: DeskLoadOptions = {}): Promise<LoadedDesk> {
  options.signal?.throwIfAborted();
  const file = await deskFile(options);
  const cached = deskSchema.safeParse(await readSealed(file));
  if (cached.success) return { source: "corpus", fromCache: true, desk: cached.data };

  const corpus = await loadCorpus(options);
  options.onTrain?.();
  const desk = trainDesk(corpus.mails, options);
  if (corpus.source === "sample") return { source: "sample", why: corpus.why, fromCache: false, desk };
  await writeSealed(file, desk);
  return { source: "corpus", fromCache: false, desk };
}

async function deskFile(options: DeskLoadOptions): Promise<SealedFile> {
  const { seed = 42, shards = 4, environment = process.env, package: wanted = spamAssassinCorpus } = options;
  const code = await sourceFingerprint(["corpus", "brains"].map((folder) => join(import.meta.dirname, folder)));
  return {
    path: join(cacheDirectory(environment, wanted.version), `desk-${seed}-${shards}.json`),
    fingerprint: `${wanted.integrity} ${code}`,
  };
}

const numbers = z.array(z.number()).readonly();
const bayesSchema = z.strictObject({
  classes: z.array(z.string()).readonly(),
  prior: numbers,
  weights: z.record(z.string(), numbers),
});
const shardSchema = z.strictObject({
  pairs: z.array(
    z.strictObject({
      questionId: z.string(),
      replyId: z.string(),
      subject: z.string(),
      question: z.string(),
      reply: z.string(),
    }),
  ),
  index: z.strictObject({
    lengths: numbers,
    averageLength: z.number(),
    postings: z.record(z.string(), z.strictObject({ rarity: z.number(), hits: numbers })),
  }),
});

/** What is read back is checked like anything from outside, although the seal vouches for it. */
const deskSchema: z.ZodType<TrainedDesk> = z.strictObject({
  models: z.strictObject({
    spam: bayesSchema,
    router: bayesSchema,
    pastReplies: z.array(shardSchema).readonly(),
    calibration: z.strictObject({ threshold: z.number(), typicalScore: z.number() }),
  }),
  heldOut: z
    .array(
      z.strictObject({
        mail: mailSchema,
        truth: z.strictObject({ isSpam: z.boolean(), queue: queueSchema.nullable() }),
      }),
    )
    .readonly(),
  report: z.strictObject({
    spamAccuracy: z.number(),
    queueAccuracy: z.number(),
    counts: z.strictObject({
      training: z.number(),
      heldOut: z.number(),
      heldOutSpam: z.number(),
      heldOutWithQueue: z.number(),
      falseAlarms: z.number(),
      missedSpam: z.number(),
      replyPairs: z.number(),
    }),
  }),
});
