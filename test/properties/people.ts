import { readReply } from "../../src/kernel/read-reply.ts";
import type { Completion } from "../../src/model/effect.ts";
import { type Question, REPLIES, type Reply } from "../../src/model/question.ts";
import type { AnswerDraft } from "./scenario.ts";

/** Those who are asked: they say one thing after the other, over and over, whatever the question. */
export interface People {
  /** A question has been put on the list. */
  ask(question: Question): void;
  /** What is said to it, and after how many milliseconds; undefined for silence. */
  answer(id: string): { readonly afterMs: number; readonly reply: Reply } | undefined;
  /** Puts under an answer who gave it, in which role. */
  sign(this: void, completion: Completion): Completion;
}

/** How long people take at least where they are asked anew, so that two who edit each other's edits come to the deadline. */
const AGAIN_MS = 10;

interface Signature {
  readonly by: string;
  readonly role?: string;
}

/** People who say what was drafted, as far as the question can hear it, and they may. */
export function people(answers: readonly AnswerDraft[]): People {
  const asked = new Map<string, Question>();
  const signatures = new Map<string, Signature>();
  let turn = 0;
  return {
    ask: (question) => void asked.set(question.id, question),
    answer(id) {
      const now = turn++;
      const draft = answers[now % Math.max(1, answers.length)];
      const question = asked.get(id);
      if (draft === undefined || question === undefined || draft.verdict === "silence") return undefined;
      const signature = {
        by: draft.by ?? `somebody ${now}`,
        ...(draft.role === undefined ? {} : { role: draft.role }),
      };
      const reply = mayAnswer(question, signature) ? replyTo(question, draft, { now, by: signature.by }) : undefined;
      if (reply === undefined) return undefined;
      signatures.set(id, signature);
      const isAgain = /\.\d+$/.test(id);
      return { afterMs: isAgain ? Math.max(AGAIN_MS, draft.afterMs) : draft.afterMs, reply };
    },
    sign(completion) {
      if (completion.kind !== "answered") return completion;
      return { ...completion, ...signatures.get(completion.question) };
    },
  };
}

function mayAnswer({ roles, approvals = [] }: Question, { by, role }: Signature): boolean {
  if (approvals.some((approval) => approval.by === by)) return false;
  return roles === undefined || (role !== undefined && roles.includes(role));
}

/** The reply; nothing where the question could not hear it. */
function replyTo(
  question: Question,
  { verdict }: AnswerDraft,
  { now, by }: { readonly now: number; readonly by: string },
): Reply | undefined {
  if (!REPLIES[question.kind].some((word) => word === verdict)) return undefined;
  switch (verdict) {
    case "silence":
      return undefined;
    case "reject":
      return { verdict, reason: "no" };
    case "edit":
    case "skip":
      return { verdict, value: Object.freeze({ person: now }) };
    case "strike": {
      const { shown, kind } = question;
      if (kind !== "approval" || !Array.isArray(shown) || shown.length === 0) return undefined;
      return readReply(question, { verdict, items: [now % shown.length], by });
    }
    default:
      return { verdict };
  }
}
