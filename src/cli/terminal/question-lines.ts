import type { Failure } from "../../model/failure.ts";
import type { Question } from "../../model/question.ts";
import { deadlineText } from "./detail.ts";
import type { Paint } from "./paint.ts";
import { REPLY_HINTS } from "./reply-words.ts";
import { clip, oneLine, valueLine } from "./text.ts";
import { causesOf } from "./why.ts";

/** How many lines of the value in question are shown. */
const SHOWN_LINES_MAX = 12;

/** How wide a question may be, when it is shown, and how it is coloured. */
export interface QuestionPaper {
  readonly width: number;
  readonly now: number;
  readonly paint: Paint;
}

/** A question as it is put to a person: who asks, about what, what can be said, and what is taken if nothing is. */
export function questionLines(question: Question, { width, now, paint }: QuestionPaper): readonly string[] {
  const { kind, name, path, isOfInput } = question;
  const what = kind === "escalation" ? "nobody could handle this failure" : `${kind} ${name}`;
  const where = kind === "escalation" || path === name ? path : `${path}${isOfInput ? ", before it begins" : ""}`;
  const head = clip(`${oneLine(what)} · ${oneLine(where)}`, width - 2);
  return [
    "",
    `${paint("wait", "?")} ${paint("strong", head)}`,
    ...shownLines(question).map((line) => `  ${clip(line, width - 2)}`),
    paint("faint", `  ${clip(`${deadlineText(question, now)} (${timeOfDay(question.deadline, now)})`, width - 2)}`),
    paint("faint", `  ${clip(REPLY_HINTS[kind], width - 2)}`),
  ];
}

/** The value as JSON over some lines, or on one where it is short. */
function shownLines({ shown }: Question): readonly string[] {
  if (isFailure(shown)) return causesOf(shown).slice(-SHOWN_LINES_MAX);
  const short = valueLine(shown);
  if (short.length <= 60) return [short];
  const lines = (JSON.stringify(shown, undefined, 2) ?? "undefined").split("\n").map(trimmed);
  const left = lines.length - SHOWN_LINES_MAX;
  return left > 1 ? [...lines.slice(0, SHOWN_LINES_MAX), `… ${left} more lines`] : lines;
}

const DAY_MS = 86_400_000;

/** When it will be, on the clock on the wall: the question does not change while somebody types. */
function timeOfDay(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString("en-GB");
  return at - now < DAY_MS ? `at ${time}` : `at ${time} on ${date.toLocaleDateString("en-CA")}`;
}

/** What an escalation shows. */
function isFailure(shown: unknown): shown is Failure {
  return typeof shown === "object" && shown !== null && "kind" in shown && "message" in shown && "path" in shown;
}

/** Keeps the indent of a line, and nothing in it that could move the cursor. */
function trimmed(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return indent + oneLine(line);
}
