import { z } from "zod";
import { draftSchema, mailSchema, pastReplySchema, queueSchema, spamVerdictSchema, triageSchema } from "../schemas.ts";

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
