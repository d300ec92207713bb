import { z } from "zod";
import { wordsOf } from "../brains/words.ts";
import {
  draftSchema,
  type Mail,
  mailSchema,
  pastReplySchema,
  queueSchema,
  spamVerdictSchema,
  triageSchema,
} from "../schemas.ts";
import { excerpt } from "./excerpt.ts";

/** A mail with what the spam filter says of it. */
export const screenedSchema = z.strictObject({ mail: mailSchema, spam: spamVerdictSchema });

/** What the directory knows of a sender. */
export const senderSchema = z.strictObject({ isKnown: z.boolean(), earlierMails: z.number().int().min(0) });
export type Sender = z.infer<typeof senderSchema>;

/** All that an answer is made from. */
export const dossierSchema = z.strictObject({
  mail: mailSchema,
  triage: triageSchema,
  sender: senderSchema,
  replies: z.array(pastReplySchema).readonly(),
});
export type Dossier = z.infer<typeof dossierSchema>;

/** What people are shown of a mail. What a stranger wrote is not: it may be anything, and spam comes through, too. */
export const caseSchema = z.strictObject({ from: z.string(), subject: z.string(), words: z.number().int() });
type Case = z.infer<typeof caseSchema>;

/** What people are shown of this mail. */
export function caseOf({ from, subject, body }: Mail): Case {
  return { from, subject: excerpt(subject), words: wordsOf(body).length };
}

/** An answer, with how far it can be trusted. */
export const assessedSchema = caseSchema.extend({
  mailId: z.string(),
  /** What the answer quotes of earlier ones, shortened; null where it quotes none. */
  reply: z.string().nullable(),
  queue: queueSchema.nullable(),
  confidence: z.number().min(0).max(1),
  isDoubtful: z.boolean(),
  /** An urgent or angry question. */
  isPressing: z.boolean(),
  why: z.string(),
});
export type Assessed = z.infer<typeof assessedSchema>;

/** A draft, with the specialist who wrote it. */
export const writtenSchema = z.strictObject({ desk: z.string(), draft: draftSchema });
export type Written = z.infer<typeof writtenSchema>;

/** What became of a mail. `held`: acknowledged, and a person will answer. `handed-over`: the lead was told. */
export const resultSchema = z.strictObject({
  mailId: z.string(),
  status: z.enum(["spam", "answered", "held", "handed-over"]),
  queue: queueSchema.nullable(),
  confidence: z.number().min(0).max(1),
  why: z.string(),
});
export type Result = z.infer<typeof resultSchema>;
