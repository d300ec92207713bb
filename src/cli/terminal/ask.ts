import type { SignedReply } from "../../kernel/answering.ts";
import type { Answered } from "../../model/question.ts";
import { TroupeError } from "../../model/troupe-error.ts";
import type { Approval, Question, Reply, Strike } from "../../model/question.ts";
import { type ReadAnswer, readAnswer } from "./answer-words.ts";
import { type Desk, widthFor } from "./desk.ts";
import type { Paint } from "./paint.ts";
import { openPrompt, type Prompt } from "./prompt.ts";
import { questionLines, wholeLines } from "./question-lines.ts";
import { NOBODY, signatureText } from "./signature.ts";
import { clip, oneLine, valueLine, wrap } from "./text.ts";
import { atMost } from "./value-lines.ts";

/** What is needed to ask. */
export interface Asking {
  readonly desk: Desk;
  readonly paint: Paint;
  /** The moment, in milliseconds of the host's clock. */
  readonly now: () => number;
  readonly answer: (id: string, reply: SignedReply) => Promise<Answered>;
}

/** How many lines a complaint may take, and how many of those that were typed for one reply are kept in sight. */
const COMPLAINT_LINES_MAX = 8;
const TYPED_LINES_MAX = 4;

/**
 * Puts a question to the person at the terminal, again and again until an answer is taken, or it is too late. Gives a
 * line to keep: what was asked, and what became of it.
 */
export async function askPerson(question: Question, asking: Asking, signal: AbortSignal): Promise<string> {
  const { desk, paint, now } = asking;
  const prompt = openPrompt(desk);
  desk.pose((room) => questionLines(question, { ...room, now: now(), paint }));
  try {
    for (;;) {
      const { answer, typed } = await typeAnswer(question, asking, { prompt, signal });
      if (answer === undefined) {
        const why = signal.aborted ? String(signal.reason) : `left open until its deadline, then ${question.otherwise}`;
        return recordLine(question, why, paint);
      }
      const refused = await refusalOf(question, answer, asking);
      if (refused === undefined) return recordLine(question, answerText(question, answer), paint);
      if (signal.aborted) return recordLine(question, `not answered: ${refused}`, paint);
      complain(asking, typed, refused);
    }
  } finally {
    prompt.close();
  }
}

interface Typing {
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
}

/** A reply, and who gave it. */
interface Signed {
  readonly reply: Reply | Strike;
  readonly signature: Approval;
}

interface Typed {
  /** Undefined where it came to none. */
  readonly answer: Signed | undefined;
  /** The last lines that were typed for it. */
  readonly typed: readonly string[];
}

/** Types until it is an answer; what is missing is asked for, what is wrong is said. */
async function typeAnswer(question: Question, asking: Asking, { prompt, signal }: Typing): Promise<Typed> {
  const { desk, paint } = asking;
  const begin = { words: "> ", read: (line: string): ReadAnswer => readAnswer(question, line) };
  let { words, read } = begin;
  let typed: readonly string[] = [];
  for (;;) {
    const line = await prompt.line(words, signal);
    if (line === undefined) return { answer: undefined, typed };
    const said = read(line);
    typed = [...typed, `${words}${line}`].slice(-TYPED_LINES_MAX);
    if (said.is === "incomplete") {
      words = said.prompt;
      read = said.read;
      desk.remark({ typed: clipped(typed, desk), said: [] });
      continue;
    }
    const hasMore = prompt.forget() > 0;
    if (said.is === "reply" && !hasMore) return { answer: said, typed };
    if (said.is === "show") showWhole(question, desk, paint);
    else complain(asking, typed, said.is === "wrong" ? said.why : SEVERAL_LINES);
    ({ words, read } = begin);
    typed = [];
  }
}

const SEVERAL_LINES =
  "Those were several lines, and none was taken; give one, with the line ends of a text as \\n in quotes";

function showWhole(question: Question, desk: Desk, paint: Paint): void {
  desk.remark({ typed: [], said: [] });
  desk.print(["", ...wholeLines(question, { width: widthFor(desk.columns()), paint }), ""]);
}

function complain({ desk, paint }: Asking, typed: readonly string[], why: string): void {
  const width = widthFor(desk.columns());
  const lines = atMost(wrap(oneLine(why), width - 2), COMPLAINT_LINES_MAX, "mend these first");
  desk.remark({ typed: clipped(typed, desk), said: lines.map((line) => paint("bad", `  ${line}`)) });
}

function clipped(typed: readonly string[], { columns }: Desk): readonly string[] {
  return typed.map((line) => clip(oneLine(line), widthFor(columns())));
}

/** Why an answer was not taken; undefined if it was. */
async function refusalOf(
  { id, hash }: Question,
  { reply, signature }: Signed,
  { answer }: Asking,
): Promise<string | undefined> {
  try {
    const { accepted, why } = await answer(id, { ...reply, ...signature, hash });
    return accepted ? undefined : (why ?? "it was not accepted");
  } catch (error) {
    if (error instanceof TroupeError) return error.message;
    throw error;
  }
}

function answerText(question: Question, { reply, signature }: Signed): string {
  const by = signature === NOBODY ? "" : ` as ${signatureText(signature)}`;
  return `${replyText(question, reply)}${by}`;
}

function replyText({ kind }: Question, reply: Reply | Strike): string {
  switch (reply.verdict) {
    case "approve":
    case "retry":
      return reply.verdict;
    case "reject":
      return `reject: ${reply.reason}`;
    case "strike":
      return `strike ${reply.items.map((item) => item + 1).join(" ")}`;
    case "edit":
    case "skip":
      return `${kind === "human" ? "answered" : reply.verdict} ${valueLine(reply.value)}`;
  }
}

function recordLine({ kind, name, path }: Question, what: string, paint: Paint): string {
  const isNamed = kind !== "escalation" && name !== path;
  return `${paint("wait", "?")} ${oneLine(isNamed ? `${path} · ${name}` : path)}: ${clip(oneLine(what), 60)}`;
}
