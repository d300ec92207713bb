import type { Approval, Question, Reply, Strike } from "../../model/question.ts";
import { type Matter, type ReadReply, readReply } from "./reply-words.ts";
import { isToBeSigned, NOBODY, readSignature, signatureText, whoPrompt } from "./signature.ts";

/** What a typed line came to: a reply with who gave it, or what else a line can be. */
export type ReadAnswer =
  | { readonly is: "reply"; readonly reply: Reply | Strike; readonly signature: Approval }
  | { readonly is: "incomplete"; readonly prompt: string; readonly read: (line: string) => ReadAnswer }
  | Extract<ReadReply, { readonly is: "show" | "wrong" }>;

/** What a line is an answer to. */
type Asked = Matter & Pick<Question, "quorum" | "roles">;

/**
 * Reads a reply, and who gives it: `approve as ann (legal)`, or `as ann (legal)` first and then whatever there is to say,
 * for the reason of a rejection may be any words. Where it counts who it is, that is asked for; else it may be left out.
 */
export function readAnswer(asked: Asked, line: string, known?: Approval): ReadAnswer {
  const said = readReply(asked, line);
  if (asked.kind === "human") return signed(asked, said, known);
  const alone = /^\s*as\s+(.*)$/i.exec(line)?.[1];
  if (alone !== undefined) return signingAs(asked, alone);
  const [, before, who] = (said.is === "wrong" ? /^(.*\S)\s+as\s+(.*)$/i.exec(line) : undefined) ?? [];
  const plain = before === undefined ? undefined : readReply(asked, before);
  if (who === undefined || plain?.is !== "reply") return signed(asked, said, known);
  const signature = readSignature(who, asked);
  return "why" in signature ? { is: "wrong", why: signature.why } : { ...plain, signature };
}

/** From now on it is them. */
function signingAs(asked: Asked, who: string): ReadAnswer {
  const signature = readSignature(who, asked);
  if ("why" in signature) return { is: "wrong", why: signature.why };
  const prompt = `${signatureText(signature)}> `;
  return { is: "incomplete", prompt, read: (line) => readAnswer(asked, line, signature) };
}

/** A reply with its signature, which is asked for where it must have one. */
function signed(asked: Asked, said: ReadReply, known: Approval | undefined): ReadAnswer {
  switch (said.is) {
    case "reply": {
      if (known !== undefined || !isToBeSigned(asked)) return { ...said, signature: known ?? NOBODY };
      return { is: "incomplete", prompt: whoPrompt(asked), read: (line) => signedAs(asked, said, line) };
    }
    case "incomplete":
      return { is: "incomplete", prompt: said.prompt, read: (line) => signed(asked, said.read(line), known) };
    case "show":
    case "wrong":
      return said;
  }
}

/** Whoever says nothing signs nothing; what was said so far is kept for whoever only misspells who they are. */
function signedAs(asked: Asked, said: Extract<ReadReply, { is: "reply" }>, line: string): ReadAnswer {
  const signature = readSignature(line.replace(/^\s*as\s+/i, ""), asked);
  if (!("why" in signature)) return { ...said, signature };
  if (line.trim() === "") return { is: "wrong", why: signature.why };
  return { is: "incomplete", prompt: `${signature.why}: `, read: (again) => signedAs(asked, said, again) };
}
