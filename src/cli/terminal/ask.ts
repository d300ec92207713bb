import type { SignedReply } from "../../kernel/answering.ts";
import type { Answered } from "../../model/question.ts";
import { TroupeError } from "../../model/troupe-error.ts";
import type { Question, Reply } from "../../model/question.ts";
import type { Paint } from "./paint.ts";
import { type Desk, promptLine } from "./prompt.ts";
import { questionLines } from "./question-lines.ts";
import { complete, type ReadReply, readReply } from "./reply-words.ts";
import { clip, oneLine, valueLine } from "./text.ts";

/** What is needed to ask. */
export interface Asking {
  readonly desk: Desk;
  readonly paint: Paint;
  /** The moment, in milliseconds of the host's clock. */
  readonly now: () => number;
  readonly answer: (id: string, reply: SignedReply) => Promise<Answered>;
}

/** What became of a question: a line to keep, and how many rows of the terminal it took to ask. */
export interface Asked {
  readonly record: string;
  readonly rows: number;
}

/** How many rows a question takes, with a few to type in. */
export function questionRows(question: Question, { desk, paint, now }: Asking): number {
  return questionLines(question, { width: widthFor(desk), now: now(), paint }).length + 3;
}

/** Puts a question to the person at the terminal, again and again until an answer is taken, or it is too late. */
export async function askPerson(question: Question, asking: Asking, signal: AbortSignal): Promise<Asked> {
  const { desk, paint, now } = asking;
  const width = widthFor(desk);
  const lines = questionLines(question, { width, now: now(), paint });
  desk.write(lines.map((line) => `${line}\n`).join(""));
  let rows = lines.length;
  for (;;) {
    const typed = await typeReply(question, asking, signal);
    rows += typed.rows;
    if (typed.reply === undefined) {
      const why = signal.aborted ? String(signal.reason) : `left open until its deadline, then ${question.otherwise}`;
      return { record: recordLine(question, why, paint), rows: rows + 1 };
    }
    const taken = await answered(question, typed.reply, asking);
    if (taken === undefined) return { record: recordLine(question, replyText(typed.reply), paint), rows };
    if (signal.aborted) return { record: recordLine(question, `not answered: ${taken}`, paint), rows };
    desk.write(`${complaint(taken, width, paint)}\n`);
    rows += 1;
  }
}

function widthFor({ columns }: Desk): number {
  return Math.max(20, (columns() || 80) - 1);
}

interface TypedReply {
  readonly reply: Reply | undefined;
  readonly rows: number;
}

/** Types until it is a reply; what is missing is asked for, what is wrong is said. */
async function typeReply({ kind }: Question, { desk, paint }: Asking, signal: AbortSignal): Promise<TypedReply> {
  const width = widthFor(desk);
  let rows = 0;
  let prompt = "> ";
  let read = (line: string): ReadReply => readReply(kind, line);
  for (;;) {
    const typed = await promptLine(desk, prompt, signal);
    if (typed === undefined) return { reply: undefined, rows };
    rows += typed.rows;
    const said = read(typed.line);
    if (said.is === "reply") return { reply: said.reply, rows };
    prompt = "> ";
    read = (line) => readReply(kind, line);
    if (said.is === "incomplete") {
      prompt = said.prompt;
      read = (line) => complete(said.verdict, line.trim());
      continue;
    }
    desk.write(`${complaint(said.why, width, paint)}\n`);
    rows += 1;
  }
}

function complaint(why: string, width: number, paint: Paint): string {
  return paint("bad", `  ${clip(oneLine(why), width - 2)}`);
}

/** Why an answer was not taken; undefined if it was. */
async function answered({ id, hash }: Question, reply: Reply, { answer }: Asking): Promise<string | undefined> {
  try {
    const { accepted, why } = await answer(id, { ...reply, hash, by: "terminal" });
    return accepted ? undefined : (why ?? "it was not accepted");
  } catch (error) {
    if (error instanceof TroupeError) return error.message;
    throw error;
  }
}

function replyText(reply: Reply): string {
  switch (reply.verdict) {
    case "approve":
    case "retry":
      return reply.verdict;
    case "reject":
      return `reject: ${reply.reason}`;
    case "edit":
    case "skip":
      return `${reply.verdict} ${valueLine(reply.value)}`;
  }
}

function recordLine({ kind, name, path }: Question, what: string, paint: Paint): string {
  const subject = kind === "escalation" ? path : `${path} · ${name}`;
  return `${paint("wait", "?")} ${oneLine(subject)}: ${clip(oneLine(what), 60)}`;
}
