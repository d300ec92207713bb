import { type Question, REPLIES, type Reply } from "../../model/question.ts";

/** What a typed line came to: a reply, something that is still missing, or what is wrong with it. */
export type ReadReply =
  | { readonly is: "reply"; readonly reply: Reply }
  | { readonly is: "incomplete"; readonly verdict: "reject" | "edit" | "skip"; readonly prompt: string }
  | { readonly is: "wrong"; readonly why: string };

/** What can be typed for each kind of question. */
export const REPLY_HINTS: Readonly<Record<Question["kind"], string>> = {
  approval: "approve · reject <reason> · edit <json>",
  human: "<json> · reject <reason>",
  escalation: "retry · skip <json> · reject <reason>",
};

/** Reads `approve`, `reject too dear`, `edit {"refund":10}`, their beginnings, and a human worker's answer as bare JSON. */
export function readReply(kind: Question["kind"], line: string): ReadReply {
  const text = line.trim();
  const word = /^[a-z]*/i.exec(text)?.[0].toLowerCase() ?? "";
  const rest = text.slice(word.length).trim();
  if (kind === "human" && parsed(text) !== undefined) return valueReply("edit", text);
  const meant = word === "" ? [] : REPLIES[kind].filter((verdict) => verdict.startsWith(word));
  const [verdict, another] = meant;
  if (verdict === undefined) return wrong(kind === "human" ? notJson(text) : `Type ${REPLY_HINTS[kind]}`);
  if (another !== undefined) return wrong(`"${word}" is ${meant.join(" or ")}; type a letter more`);
  return complete(verdict, rest);
}

/** Completes a verdict with its reason or its value. */
export function complete(verdict: Reply["verdict"], rest: string): ReadReply {
  switch (verdict) {
    case "approve":
    case "retry":
      return { is: "reply", reply: { verdict } };
    case "reject":
      if (rest === "") return { is: "incomplete", verdict, prompt: "why not? " };
      return { is: "reply", reply: { verdict, reason: rest } };
    case "edit":
    case "skip":
      return rest === "" ? { is: "incomplete", verdict, prompt: "as JSON: " } : valueReply(verdict, rest);
  }
}

function valueReply(verdict: "edit" | "skip", text: string): ReadReply {
  const json = parsed(text);
  return json === undefined ? wrong(notJson(text)) : { is: "reply", reply: { verdict, value: json.value } };
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

function notJson(text: string): string {
  return text === "" ? "Type a value as JSON" : `That is not JSON; a text needs quotes: ${JSON.stringify(text)}`;
}

function wrong(why: string): ReadReply {
  return { is: "wrong", why };
}
