import type { Question } from "../../model/question.ts";
import { deadlineText } from "../terminal/detail.ts";
import type { Paint } from "../terminal/paint.ts";
import { timeOfDay, wholeLines } from "../terminal/question-lines.ts";
import { hintsFor } from "../terminal/reply-words.ts";
import { isToBeSigned } from "../terminal/signature.ts";
import { oneLine, wrap } from "../terminal/text.ts";
import type { AskedBy } from "./find-question.ts";
import { shellWord } from "./shell-word.ts";

/** For which journal, and for whom. */
export interface AskedPaper {
  readonly file: string;
  readonly width: number;
  readonly paint: Paint;
  readonly now: number;
}

/** An open question with all that it shows, until when it is open, and the command that answers it. */
export function askedLines({ runId, question }: AskedBy, { file, width, paint, now }: AskedPaper): readonly string[] {
  const [head = "", ...shown] = wholeLines(question, { width: width - 2, paint });
  const command = answerCommand(file, { runId, question });
  return [
    `${paint("wait", "?")} ${head}`,
    ...shown,
    ...wrap(`${untilText(question, now)} · id ${question.id}`, width - 2).map((line) => `  ${paint("faint", line)}`),
    ...hintsFor(question).map((hint) => `  ${command} ${paint("strong", hint)}${signatureText(question)}`),
  ];
}

function untilText(question: Question, now: number): string {
  if (question.deadline <= now) return `its deadline has passed: it takes ${oneLine(question.otherwise)}`;
  return `${deadlineText(question, now)} (at ${timeOfDay(question.deadline, now)})`;
}

/** The run is named too: two runs of a plan ask questions of one id. */
function answerCommand(file: string, { runId, question }: Pick<AskedBy, "runId" | "question">): string {
  return `troupe answer ${shellWord(file)} ${shellWord(question.id)} --run ${runId}`;
}

function signatureText(question: Question): string {
  if (!isToBeSigned(question)) return "";
  return ` --by <name>${question.roles === undefined ? "" : ` --role <${question.roles.map(oneLine).join("|")}>`}`;
}
