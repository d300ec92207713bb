import type { Failure } from "../../model/failure.ts";
import type { Question } from "../../model/question.ts";
import { deadlineText } from "./detail.ts";
import type { Paint } from "./paint.ts";
import { hintFor } from "./reply-words.ts";
import { rolesText, signatureText } from "./signature.ts";
import { clip, oneLine, wrap } from "./text.ts";
import { atMost, numberedLines, valueLines } from "./value-lines.ts";
import { causesOf } from "./why.ts";

/** How many lines of a value are printed at most when it is to be seen whole. */
const WHOLE_LINES_MAX = 2_000;
/** How many lines a question shows of what the value is about. */
const INPUT_LINES_MAX = 10;
/** How many lines of a value are shown at least, however little room there is. */
const SHOWN_LINES_MIN = 2;

/** The place that a question is put up in. */
export interface QuestionPaper {
  readonly width: number;
  /** How many lines it may take. */
  readonly rows: number;
  readonly now: number;
  readonly paint: Paint;
  /** It is drawn again and again, so that a time can be counted down. */
  readonly isLive: boolean;
}

/**
 * A question as it is put to a person: who asks, what, about what, what can be said, and what is taken if nothing is. No
 * line is cut; of a value for which there is no room, it is said how the rest can be seen.
 */
export function questionLines(question: Question, paper: QuestionPaper): readonly string[] {
  const { width, rows, now, paint, isLive } = paper;
  const room = width - 2;
  const when = timeOfDay(question.deadline, now);
  const until = isLive
    ? `${deadlineText(question, now)} (at ${when})`
    : `until ${when}, then ${oneLine(question.otherwise)}`;
  const head = wrap(headOf(question), room);
  const asked = askedLines(question, room);
  const foot = [...wrap(until, room), ...wrap(hintFor(question), room)];
  const left = rows - 1 - head.length - asked.length - foot.length;
  return [
    "",
    ...head.map((line, place) => `${place === 0 ? paint("wait", "?") : " "} ${paint("strong", line)}`),
    ...asked.map((line) => `  ${line}`),
    ...partLines(question, { width, paint, rows: left, remedy: "show prints them all" }),
    ...foot.map((line) => `  ${paint("faint", line)}`),
  ];
}

/** A question's value as a whole, and what it is about: what `show` prints. */
export function wholeLines(
  question: Question,
  { width, paint }: Pick<QuestionPaper, "width" | "paint">,
): readonly string[] {
  const asked = askedLines(question, width - 2);
  const part = { width, paint, rows: Number.POSITIVE_INFINITY, remedy: "the facts (--json) have it whole" };
  return [
    paint("strong", clip(headOf(question), width)),
    ...asked.map((line) => `  ${line}`),
    ...partLines(question, part),
  ];
}

interface PartPaper extends Pick<QuestionPaper, "width" | "paint" | "rows"> {
  /** How the rest can be seen. */
  readonly remedy: string;
}

/** The value in question; where there is something that it is about, that before it, and shorter where there is no room. */
function partLines(question: Question, { width, paint, rows, remedy }: PartPaper): readonly string[] {
  const isWhole = rows === Number.POSITIVE_INFINITY;
  const about = aboutOf(question);
  const cut = (lines: readonly string[], most: number) =>
    atMost(lines, Math.min(WHOLE_LINES_MAX, Math.max(SHOWN_LINES_MIN, most)), remedy);
  if (about === undefined) return cut(shownLines(question, width - 2), rows).map((line) => `  ${line}`);
  const output = shownLines(question, width - 4);
  const most = isWhole ? rows : Math.min(INPUT_LINES_MAX, Math.max(Math.floor(rows / 3), rows - 2 - output.length));
  const input = cut(valueLines(about.value, width - 4), most);
  return [
    `  ${paint("faint", "input")}`,
    ...input.map((line) => `    ${line}`),
    `  ${paint("faint", "output")}`,
    ...cut(output, rows - 2 - input.length).map((line) => `    ${line}`),
  ];
}

function headOf({ kind, name, path, isOfInput }: Question): string {
  const when = isOfInput ? ", before it begins" : "";
  if (kind === "escalation") return `nobody could handle this failure · ${oneLine(path)}`;
  return path === name ? `${kind} ${oneLine(name)}${when}` : `${kind} ${oneLine(name)} · ${oneLine(path)}${when}`;
}

function shownLines({ kind, shown }: Question, width: number): readonly string[] {
  if (kind === "escalation" && isFailure(shown)) return causesOf(shown).flatMap((cause) => wrap(cause, width));
  return kind === "approval" && Array.isArray(shown) && shown.length > 0
    ? numberedLines(shown, width)
    : valueLines(shown, width);
}

/** What is asked in the plan's words, why that is, and who may say something to it. */
function askedLines(question: Question, width: number): readonly string[] {
  const { because } = question;
  const why = because === undefined ? "" : `asked because ${oneLine(because)}`;
  return [asksOf(question), why, ...signingTexts(question)].flatMap((text) => (text === "" ? [] : wrap(text, width)));
}

/** How many must approve and who has, and who may answer at all. */
function signingTexts({ quorum, approvals = [], roles }: Question): readonly string[] {
  const who = approvals.length === 0 ? "nobody yet" : approvals.map(signatureText).join(", ");
  return [
    ...(quorum === undefined ? [] : [`approved by ${approvals.length} of ${quorum}: ${who}`]),
    ...(roles === undefined ? [] : [`may answer: ${rolesText(roles)}`]),
  ];
}

/** What the person is asked, in the words of the plan; empty where it has none. */
function asksOf({ asks }: Question): string {
  return asks === undefined ? "" : oneLine(asks);
}

/** What the output in question was made of; undefined where that is not known, or is itself what is shown. */
function aboutOf({ input, isOfInput }: Question): { readonly value: unknown } | undefined {
  return input === undefined || isOfInput ? undefined : { value: input };
}

const DAY_MS = 86_400_000;

/** When it will be, on the clock on the wall. */
export function timeOfDay(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString("en-GB");
  return at - now < DAY_MS ? time : `${time} on ${date.toLocaleDateString("en-CA")}`;
}

/** What an escalation shows. */
function isFailure(shown: unknown): shown is Failure {
  return typeof shown === "object" && shown !== null && "kind" in shown && "message" in shown && "path" in shown;
}
