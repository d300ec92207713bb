import { z } from "zod";

/**
 * The five queues of the desk, in the order used everywhere. Each is a mailing list (or a few) of the corpus; see
 * `brains/router.ts` for which.
 */
export const queues = ["linux-help", "packages", "antispam", "mail-client", "chat"] as const;

const share = z.number().min(0).max(1);

/**
 * One mail as the agents see it: decoded, plain text, addresses and names masked, without the label and the List-Id
 * (those are the truth to measure against). `parents` are the pseudonyms of the mails it answers, nearest first.
 */
export const mailSchema = z
  .strictObject({
    id: z.string().min(1),
    messageId: z.string().nullable(),
    parents: z.array(z.string()).readonly(),
    from: z.string(),
    subject: z.string(),
    sentAt: z.iso.datetime().nullable(),
    body: z.string(),
  })
  .readonly();

/** One mail as the agents see it. */
export type Mail = z.infer<typeof mailSchema>;

/** What the spam filter says: the probability that a mail is spam, and the words that weighed most. */
export const spamVerdictSchema = z
  .strictObject({ isSpam: z.boolean(), probability: share, because: z.array(z.string()).readonly() })
  .readonly();

/** What the spam filter says. */
export type SpamVerdict = z.infer<typeof spamVerdictSchema>;

/** The name of a queue. */
export const queueSchema = z.enum(queues);

/** The name of a queue. */
export type Queue = z.infer<typeof queueSchema>;

/** Where a mail belongs: the best queue with its probability, and the second best. */
export const routingSchema = z
  .strictObject({ queue: queueSchema, probability: share, runnerUp: queueSchema })
  .readonly();

/** Where a mail belongs. */
export type Routing = z.infer<typeof routingSchema>;

/** The languages that triage can tell apart, and `unknown` for everything else. */
const languageSchema = z.enum(["en", "de", "fr", "es", "it", "nl", "ga", "unknown"]);

/** A language that triage can tell apart. */
export type Language = z.infer<typeof languageSchema>;

/** How a mail is to be handled: how soon, in which mood and language it came, and which numbers it names. */
export const triageSchema = z
  .strictObject({
    urgency: z.enum(["low", "normal", "high"]),
    tone: z.enum(["angry", "neutral", "friendly"]),
    /** From -1 (angry) to 1 (friendly). */
    toneScore: z.number().min(-1).max(1),
    language: languageSchema,
    isQuestion: z.boolean(),
    /** Order, ticket and bug numbers, as written, without the `#`. At most eight. */
    numbers: z.array(z.string()).readonly(),
    because: z.array(z.string()).readonly(),
  })
  .readonly();

/** How a mail is to be handled. */
export type Triage = z.infer<typeof triageSchema>;

/** A question that was answered before, with its answer and how well it fits the mail at hand (BM25, unbounded). */
export const pastReplySchema = z
  .strictObject({
    questionId: z.string(),
    replyId: z.string(),
    subject: z.string(),
    question: z.string(),
    reply: z.string(),
    score: z.number().min(0),
  })
  .readonly();

/** A question that was answered before. */
export type PastReply = z.infer<typeof pastReplySchema>;

/** An answer ready to be judged: every quoted sentence stands word for word in the mail that it cites. */
export const draftSchema = z
  .strictObject({
    mailId: z.string(),
    subject: z.string(),
    body: z.string(),
    quotes: z.array(z.strictObject({ mailId: z.string(), sentence: z.string() }).readonly()).readonly(),
  })
  .readonly();

/** An answer ready to be judged. */
export type Draft = z.infer<typeof draftSchema>;

/** How far a draft can be trusted; below the threshold a person is asked. */
export const evaluationSchema = z
  .strictObject({
    confidence: share,
    threshold: share,
    needsPerson: z.boolean(),
    because: z.array(z.string()).readonly(),
  })
  .readonly();

/** How far a draft can be trusted. */
export type Evaluation = z.infer<typeof evaluationSchema>;
