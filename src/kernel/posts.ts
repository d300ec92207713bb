import type { Fact } from "../model/fact.ts";
import type { Answered } from "../model/question.ts";
import { kept } from "../plan/erasure.ts";
import type { SignedReply } from "./answering.ts";

/** What another process may want of a run. */
export type Message =
  | { readonly does: "answer"; readonly question: string; readonly reply: SignedReply }
  | { readonly does: "cancel"; readonly reason: string };

/** What became of it, for whoever left it: as of an answer; with the code of a mistake, where it was one. */
export interface MessageResult extends Answered {
  readonly code?: string;
}

/** Whether a fact tells that this message was taken. */
export function isTaken(fact: Fact, post: number): boolean {
  return (fact.type === "question.answered" || fact.type === "run.cancelled") && fact.post === post;
}

/** A message from its text; undefined for one that is none. */
export function messageOf(text: string): Message | undefined {
  try {
    const said: unknown = kept(text);
    return isMessage(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Whoever writes to a journal may be of another version, or another program. What is in a reply is read where it is answered. */
function isMessage(said: unknown): said is Message {
  if (typeof said !== "object" || said === null || !("does" in said)) return false;
  if (said.does === "cancel") return "reason" in said && typeof said.reason === "string";
  const isAnswer = said.does === "answer" && "question" in said && typeof said.question === "string";
  return isAnswer && "reply" in said && typeof said.reply === "object" && said.reply !== null;
}
