import { isSameJson, toJson } from "../model/json.ts";
import { didYouMean } from "../model/near.ts";
import { type Answered, type Question, REPLIES, type Reply } from "../model/question.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Asked, Core } from "./core.ts";
import type { Session } from "./port.ts";

/** An answer with who gave it, and, where it should hold for one value only, that value's hash. */
export type SignedReply = Reply & { readonly by?: string; readonly hash?: string };

/**
 * Answers a question; the first valid answer wins, and what comes after it is told so. What is accepted is taken: the
 * promise resolves when the answer has arrived in the run, not when it was sent, and at the latest when the question is
 * closed, however long a schema takes.
 *
 * @throws TroupeError UNKNOWN_QUESTION for an id that this run never asked, BAD_REPLY for a verdict that this kind of
 * question does not understand, for one without its value or its reason and for a part that no answer has, NOT_JSON for a value that cannot be kept.
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
  const closed = whyClosed(core, asked);
  if (closed !== undefined) return refused(closed);
  if (reply.hash !== undefined && reply.hash !== question.hash) return refused("what it was asked about has changed");
  const { receipt, heard } = core.receipts.open(id);
  const by = reply.by === undefined ? {} : { by: reply.by };
  const post = (final: Reply) =>
    session.post({ kind: "answered", at: session.now(), question: id, reply: final, receipt, ...by });
  if (!("value" in plain)) post(plain);
  else {
    const fitted = await Promise.race([session.fit(asked.site, question, plain.value), heard]);
    if ("fits" in fitted && !fitted.fits)
      core.receipts.settle(receipt, refused(`its value does not fit: ${fitted.why}`));
    if ("fits" in fitted && fitted.fits && core.receipts.isOpen(receipt)) post({ ...plain, value: fitted.value });
  }
  return heard;
}

/** Why no answer to a question is taken any more; undefined while it is open. */
function whyClosed(core: Core, asked: Asked | undefined): string | undefined {
  return asked?.closed ?? (core.outcome === undefined ? undefined : "the run is over");
}

/** Whoever still waits to hear whether an answer was taken hears what became of the question, or that the run is over. */
export function closeReceipts(core: Core): void {
  core.receipts.settleAll((id) => refused(whyClosed(core, core.questions.get(id)) ?? "the run is over"));
}

function refused(why: string): Answered {
  return { accepted: false, why };
}

/** The reply without its signature, checked for what this question can hear, and for all that belongs to it. */
function readReply(question: Question, reply: unknown): Reply {
  const fields = fieldsOf(question, reply);
  acceptSignature(question, fields);
  const { verdict, value, reason } = fields;
  const understood: readonly Reply["verdict"][] = REPLIES[question.kind];
  const known = understood.find((word) => word === verdict);
  switch (known) {
    case undefined:
      throw notUnderstood(question, verdict);
    case "approve":
    case "retry":
      return { verdict: known };
    case "reject":
      if (typeof reason !== "string") throw incomplete(question, { verdict: known, missing: "reason", as: "a text" });
      return { verdict: known, reason };
    case "edit":
    case "skip": {
      if (value === undefined) throw incomplete(question, { verdict: known, missing: "value", as: "JSON" });
      const json = jsonValue(question, value);
      const isAsShown = question.kind === "approval" && isSameJson(json, question.shown);
      return isAsShown ? { verdict: "approve" } : { verdict: known, value: json };
    }
  }
}

const FIELDS = ["verdict", "value", "reason", "by", "hash"];
const BY_MAX = 200;

/** A misspelled `hash` would guard nothing, and who answered goes into the facts. */
function acceptSignature(question: Question, { by, hash, ...rest }: Fields): void {
  const unknown = Object.keys(rest).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined)
    throw misread(question, `has a ${shown(unknown)}, which no answer has.`, didYouMean(unknown, FIELDS));
  if (by !== undefined && (typeof by !== "string" || by.length > BY_MAX))
    throw misread(question, `is signed by ${shown(by)}.`, `Give as by a text of at most ${BY_MAX} characters.`);
  if (hash !== undefined && typeof hash !== "string")
    throw misread(question, `has the hash ${shown(hash)}.`, "Give as hash the question's own.");
}

function misread({ kind, id }: Question, what: string, remedy: string): TroupeError {
  return new TroupeError("BAD_REPLY", {
    what: `The answer to the ${kind} ${id} ${what}`,
    remedy,
    facts: { question: id },
  });
}

interface Fields {
  readonly by?: unknown;
  readonly hash?: unknown;
  readonly verdict?: unknown;
  readonly value?: unknown;
  readonly reason?: unknown;
}

/** What TypeScript knows of a reply, plain JavaScript does not. */
function fieldsOf(question: Question, reply: unknown): Fields {
  if (typeof reply === "object" && reply !== null) return reply;
  throw notUnderstood(question, reply);
}

function notUnderstood({ kind, id }: Question, said: unknown): TroupeError {
  const understood = REPLIES[kind];
  return new TroupeError("BAD_REPLY", {
    what: `${shown(said)} is no answer to the ${kind} ${id}.`,
    remedy: `Answer with one of: ${understood.map((verdict) => `{ verdict: "${verdict}" }`).join(", ")}.`,
    facts: { question: id, ...(typeof said === "string" ? { verdict: said } : {}), understood },
  });
}

interface Lack {
  readonly verdict: Reply["verdict"];
  readonly missing: "value" | "reason";
  readonly as: string;
}

function incomplete({ kind, id }: Question, { verdict, missing, as }: Lack): TroupeError {
  return new TroupeError("BAD_REPLY", {
    what: `The answer to the ${kind} ${id} has no ${missing}.`,
    remedy: `Say { verdict: "${verdict}", ${missing}: … }, with ${as} for ${missing}.`,
    facts: { question: id, verdict, missing },
  });
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
