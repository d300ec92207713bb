import { toJson } from "../model/json.ts";
import { didYouMean } from "../model/near.ts";
import { type Answered, type Question, REPLIES, type Reply } from "../model/question.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Core } from "./core.ts";
import type { Session } from "./port.ts";

/** An answer with who gave it, and, where it should hold for one value only, that value's hash. */
export type SignedReply = Reply & { readonly by?: string; readonly hash?: string };

/**
 * Answers a question; the first valid answer wins, and what comes after it is told so. What is accepted is taken: the
 * promise resolves when the answer has arrived in the run, not when it was sent.
 *
 * @throws TroupeError UNKNOWN_QUESTION for an id that this run never asked, BAD_REPLY for a verdict that this kind of
 * question does not understand, NOT_JSON for a value that cannot be kept.
 */
export async function answer(
  core: Core,
  session: Session,
  said: { readonly id: string; readonly reply: SignedReply },
): Promise<Answered> {
  const { id, reply } = said;
  const asked = core.questions.get(id);
  if (asked === undefined) throw unknownQuestion(core, id);
  const { question } = asked;
  const plain = readReply(question, reply);
  if (asked.closed !== undefined) return refused(asked.closed);
  if (reply.hash !== undefined && reply.hash !== question.hash) return refused("what it was asked about has changed");
  const fitted = "value" in plain ? await session.fit(asked.site, question, plain.value) : undefined;
  if (fitted !== undefined && !fitted.fits) return refused(`its value does not fit: ${fitted.why}`);
  const by = reply.by === undefined ? {} : { by: reply.by };
  const final = "value" in plain && fitted?.fits ? { ...plain, value: fitted.value } : plain;
  return new Promise((resolve) => {
    const receipt = core.receipts.size;
    core.receipts.set(receipt, resolve);
    session.post({ kind: "answered", at: session.now(), question: id, reply: final, receipt, ...by });
    if (core.outcome !== undefined) closeReceipts(core);
  });
}

/** Whoever still waits to hear whether an answer was taken hears that the run is over. */
export function closeReceipts(core: Core): void {
  for (const resolve of core.receipts.values()) resolve(refused("the run is over"));
}

function refused(why: string): Answered {
  return { accepted: false, why };
}

/** The reply without its signature, checked for what this question can hear. */
function readReply(question: Question, reply: SignedReply): Reply {
  const understood = REPLIES[question.kind];
  if (!understood.includes(reply.verdict)) {
    throw new TroupeError("BAD_REPLY", {
      what: `"${reply.verdict}" is no answer to the ${question.kind} ${question.id}.`,
      remedy: `Answer with one of: ${understood.map((verdict) => `{ verdict: "${verdict}" }`).join(", ")}.`,
      facts: { question: question.id, verdict: reply.verdict, understood },
    });
  }
  switch (reply.verdict) {
    case "approve":
    case "retry":
      return { verdict: reply.verdict };
    case "reject":
      return { verdict: "reject", reason: reply.reason };
    case "edit":
    case "skip":
      return { verdict: reply.verdict, value: jsonValue(question, reply.value) };
  }
}

function jsonValue(question: Question, value: unknown): unknown {
  const json = toJson(value);
  if (json.isJson) return json.value;
  throw new TroupeError("NOT_JSON", {
    what: `The value in the answer to ${question.id} ${json.issue.message}.`,
    remedy: "Send plain JSON: strings, finite numbers, booleans, null, lists and records of them.",
    facts: { question: question.id, path: json.issue.path },
  });
}

function unknownQuestion(core: Core, id: string): TroupeError {
  const open = [...core.questions.keys()].filter((key) => core.outstanding.has(key));
  return new TroupeError("UNKNOWN_QUESTION", {
    what: `Run ${core.runId} never asked a question "${id}".`,
    remedy: `Take the id from run.snapshot().questions. ${didYouMean(id, open)}`,
    facts: { runId: core.runId, question: id, open },
  });
}
