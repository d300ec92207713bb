import type { Mail, PastReply, Triage } from "../../../examples/support-desk/schemas.ts";

/** A mail with what matters to a test; the rest is empty. */
export function aMail(parts: Partial<Mail> = {}): Mail {
  return { id: "m1", messageId: "m-1", parents: [], from: "Somebody", subject: "", sentAt: null, body: "", ...parts };
}

/** The triage of a mail of which there is nothing to say. */
export function aTriage(parts: Partial<Triage> = {}): Triage {
  return {
    urgency: "normal",
    tone: "neutral",
    toneScore: 0,
    language: "en",
    isQuestion: true,
    numbers: [],
    because: [],
    ...parts,
  };
}

/** A past reply about a sound card. */
export function aPastReply(parts: Partial<PastReply> = {}): PastReply {
  return {
    questionId: "q1",
    replyId: "r1",
    subject: "Sound card is silent",
    question: "The sound card is silent after the upgrade.",
    reply: "Open the mixer and unmute the sound card. I like trains. Then store the levels of the mixer.",
    score: 10,
    ...parts,
  };
}
