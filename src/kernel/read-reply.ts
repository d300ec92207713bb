import { isSameJson, toJson } from "../model/json.ts";
import { didYouMean } from "../model/near.ts";
import { type Question, REPLIES, type Reply, type Strike } from "../model/question.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";

/**
 * The reply without its signature, checked for what this question can hear, and for all that belongs to it.
 *
 * @throws TroupeError BAD_REPLY, NOT_JSON
 */
export function readReply(question: Question, reply: unknown): Reply {
  const fields = fieldsOf(question, reply);
  acceptSignature(question, fields);
  const { verdict, value, reason } = fields;
  const understood: readonly (Reply | Strike)["verdict"][] = REPLIES[question.kind];
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
    case "strike":
      return struck(question, fields.items);
    case "edit":
    case "skip": {
      if (value === undefined) throw incomplete(question, { verdict: known, missing: "value", as: "JSON" });
      const json = jsonValue(question, value);
      const isAsShown = question.kind === "approval" && isSameJson(json, question.shown);
      return isAsShown ? { verdict: "approve" } : { verdict: known, value: json };
    }
  }
}

/** The list that is shown, without the items that are struck out. */
function struck(question: Question, items: unknown): Reply {
  const { shown: list } = question;
  if (!Array.isArray(list))
    throw misread(
      question,
      "strikes out items, and what is shown is no list.",
      'Answer { verdict: "edit", value: … }.',
    );
  const isPlace = (item: unknown) =>
    typeof item === "number" && Number.isInteger(item) && item >= 0 && item < list.length;
  if (!Array.isArray(items) || items.length === 0 || !items.every(isPlace))
    throw misread(
      question,
      `strikes out ${shown(items)}.`,
      `Give as items a list of places, from 0 to ${list.length - 1}.`,
    );
  const left: readonly unknown[] = list.filter((_, place) => !items.includes(place));
  return { verdict: "edit", value: jsonValue(question, left) };
}

const FIELDS = ["verdict", "value", "reason", "items", "by", "role", "hash"];
const BY_MAX = 200;

/** A misspelled `hash` would guard nothing, and who answered goes into the facts. */
function acceptSignature(question: Question, { by, role, hash, ...rest }: Fields): void {
  const unknown = Object.keys(rest).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined)
    throw misread(question, `has a ${shown(unknown)}, which no answer has.`, didYouMean(unknown, FIELDS));
  if (by !== undefined && (typeof by !== "string" || by.length > BY_MAX))
    throw misread(question, `is signed by ${shown(by)}.`, `Give as by a text of at most ${BY_MAX} characters.`);
  if (question.quorum !== undefined && (by === undefined || by.trim() === ""))
    throw misread(question, "is not signed.", `${question.quorum} people must approve: give as by who this one is.`);
  if (role !== undefined && (typeof role !== "string" || role.length > BY_MAX))
    throw misread(question, `has the role ${shown(role)}.`, `Give as role a text of at most ${BY_MAX} characters.`);
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
  readonly role?: unknown;
  readonly items?: unknown;
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
