import { type Question, REPLIES, type Reply, type Strike } from "../../model/question.ts";
import { isToBeSigned, signatureHint } from "./signature.ts";

/** What a typed line came to: a reply, a wish to see everything, something that is still missing, or what is wrong with it. */
export type ReadReply =
  | { readonly is: "reply"; readonly reply: Reply | Strike }
  | { readonly is: "show" }
  | { readonly is: "incomplete"; readonly prompt: string; readonly read: (line: string) => ReadReply }
  | { readonly is: "wrong"; readonly why: string };

/** What a line is read for. */
export type Matter = Pick<Question, "kind" | "shown">;

/** What can be said of a question. */
type Answerable = Matter & Pick<Question, "quorum" | "roles" | "onReject">;

/** What can be typed in reply to a question. */
export function hintFor(question: Answerable): string {
  const [first = "", ...rest] = hintsFor(question);
  const signed = first === "approve" && isToBeSigned(question) ? `${first} ${signatureHint(question)}` : first;
  return [signed, ...rest, "show"].join(" · ");
}

/** Every answer that a question understands, the likeliest first. */
export function hintsFor(question: Answerable): readonly string[] {
  switch (question.kind) {
    case "approval": {
      const reject = question.onReject === "revise" ? "reject <what to change>" : "reject <reason>";
      return ["approve", ...(hasItems(question) ? ["strike <n…>"] : []), reject, "edit <json>"];
    }
    case "human":
      return ["your answer, as JSON or as a text", "reject <reason>"];
    case "escalation":
      return ["retry", "skip <output as json>", "reject <reason>"];
  }
}

/** Whether there is anything to strike out. */
function hasItems({ shown }: Matter): boolean {
  return Array.isArray(shown) && shown.length > 0;
}

/**
 * Reads `approve`, `reject too dear`, `edit {"refund":10}`, `show`, and their beginnings; and a human worker's answer as
 * bare JSON or as plain words, which are never taken for the beginning of anything. JSON may go on over several lines.
 */
export function readReply(matter: Matter, line: string): ReadReply {
  const { kind } = matter;
  const text = line.trim();
  const word = /^[a-z]*/i.exec(text)?.[0].toLowerCase() ?? "";
  const rest = text.slice(word.length).trim();
  if (text === "") return wrong(`Type ${hintFor(matter)}`);
  if (kind === "human") return answerOf(text, { word, rest });
  const known = [...REPLIES[kind], "show" as const].filter((verdict) => verdict !== "strike" || hasItems(matter));
  const meant = word === "" ? [] : known.filter((verdict) => verdict.startsWith(word));
  const [said, another] = meant;
  if (said === undefined) return wrong(`Type ${hintFor(matter)}`);
  if (another !== undefined) return wrong(`"${word}" is ${meant.join(" or ")}; type a letter more`);
  switch (said) {
    case "show":
      return rest === "" ? { is: "show" } : nothingBehind(said, kind);
    case "approve":
    case "retry":
      return rest === "" ? { is: "reply", reply: { verdict: said } } : nothingBehind(said, kind);
    case "reject":
      return rejection(rest);
    case "strike":
      return rest === ""
        ? incomplete("which ones, counted from 1? ", (more) => strike(more, matter))
        : strike(rest, matter);
    case "edit":
    case "skip":
      return rest === ""
        ? incomplete(MISSING[said].prompt, (more) => newValue(said, more.trim(), matter))
        : newValue(said, rest, matter);
  }
}

interface Words {
  readonly word: string;
  readonly rest: string;
}

/** What a human worker says: only whole words in front are commands, everything else is the answer. */
function answerOf(text: string, { word, rest }: Words): ReadReply {
  if (word === "show" && rest === "") return { is: "show" };
  if (word === "reject" && (rest === "" || /^reject\s/i.test(text))) return rejection(rest);
  return worked(word === "edit" && LOOKS_LIKE_JSON.test(rest) ? rest : text);
}

function worked(text: string): ReadReply {
  const value = parsed(text);
  if (value !== undefined) return { is: "reply", reply: { verdict: "edit", value: value.json } };
  if (isUnfinished(text)) return incomplete("… ", (more) => goOn(more, text, worked));
  if (LOOKS_LIKE_JSON.test(text))
    return wrong(`That is not JSON (${faultOf(text)}); a text that begins so needs quotes`);
  return { is: "reply", reply: { verdict: "edit", value: text } };
}

/** What begins so is meant as JSON: an object, a list, a quoted text, a number, true, false or null. */
const LOOKS_LIKE_JSON = /^(?:[{["\d]|-\d|true|false|null)/;

/** What an edit and a skip are not without. */
const MISSING = {
  edit: { prompt: "as JSON: ", why: 'edit needs the new value, as in: edit {"n":1}' },
  skip: {
    prompt: "the output to go on with, as JSON (a text in quotes): ",
    why: 'skip needs the output to go on with, as in: skip null, skip "unknown" or skip {"n":1}',
  },
} as const;

function newValue(verdict: "edit" | "skip", text: string, matter: Matter): ReadReply {
  if (text === "") return wrong(MISSING[verdict].why);
  const value = parsed(text);
  if (value !== undefined) return { is: "reply", reply: { verdict, value: value.json } };
  if (isUnfinished(text))
    return incomplete("… ", (more) => goOn(more, text, (whole) => newValue(verdict, whole, matter)));
  if (LOOKS_LIKE_JSON.test(text)) return wrong(`That is not JSON: ${faultOf(text)}`);
  if (verdict === "edit" && typeof matter.shown === "string") return { is: "reply", reply: { verdict, value: text } };
  return wrong(`That is not JSON; a text needs quotes: ${JSON.stringify(text)}`);
}

/** People count from 1. */
function strike(text: string, { shown }: Matter): ReadReply {
  const { length } = Array.isArray(shown) ? shown : [];
  const numbers = text.split(/[\s,]+/).filter((word) => word !== "");
  const isFine =
    numbers.length > 0 && numbers.every((word) => /^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= length);
  if (!isFine) return wrong(`Say which of the ${length} to strike out, as in: strike ${length === 1 ? 1 : "1 2"}`);
  return { is: "reply", reply: { verdict: "strike", items: numbers.map((word) => Number(word) - 1) } };
}

function rejection(reason: string): ReadReply {
  if (reason === "") return incomplete("why not? ", (line) => rejection(line.trim()));
  return { is: "reply", reply: { verdict: "reject", reason } };
}

/** An empty line ends what was begun, so that nobody is caught in it. */
function goOn(line: string, before: string, read: (whole: string) => ReadReply): ReadReply {
  return line.trim() === "" ? wrong(`That is not JSON: ${faultOf(before)}`) : read(`${before}\n${line}`);
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return { json };
  } catch {
    return undefined;
  }
}

/** An object or a list that only lacks its end. */
function isUnfinished(text: string): boolean {
  const fault = faultOf(text);
  if (!/^[{[]/.test(text) || fault.startsWith("Unterminated string")) return false;
  const position = / at position (\d+)/.exec(fault)?.[1];
  return position === undefined ? fault.includes("end of JSON") : Number(position) >= text.length;
}

function faultOf(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
  }
}

function incomplete(prompt: string, read: (line: string) => ReadReply): ReadReply {
  return { is: "incomplete", prompt, read };
}

function nothingBehind(word: string, kind: Question["kind"]): ReadReply {
  const more = kind === "escalation" ? "reject <reason> or skip <output as json>" : "reject <reason> or edit <json>";
  return wrong(`${word} takes nothing behind it; to say more, ${more}`);
}

function wrong(why: string): ReadReply {
  return { is: "wrong", why };
}
