import type { JournalReader, StoredRun } from "../kernel/journal.ts";
import type { AnswerCommand } from "./commands.ts";
import { type AskedBy, findQuestion } from "./journal/find-question.ts";
import { findRun } from "./journal/find-run.ts";
import { leaveMessage } from "./journal/leave-message.ts";
import { type OpenJournal, withJournal } from "./journal/open-journal.ts";
import { readWords } from "./journal/read-words.ts";
import { resultLine } from "./journal/result-line.ts";
import { type SeenRun, seeRun } from "./journal/stored-view.ts";
import { paintFor } from "./terminal/paint.ts";
import type { Streams } from "./terminal/streams.ts";
import { oneLine } from "./terminal/text.ts";
import { usage } from "./usage.ts";

/** Answers an open question of a journal's run, whoever runs it, and gives the exit code. */
export async function answerCommand(command: AnswerCommand, { stdout }: Streams): Promise<number> {
  return withJournal(command.journal, async (journal) => {
    const asked = findQuestion(await openRuns(journal, command.run), command.question);
    const { runId, question } = asked;
    const reply = readWords(question, command, Date.now());
    const message = { does: "answer", question: question.id, reply } as const;
    const result = await leaveMessage(journal, { runId, message, waitMs: command.waitMs });
    const { text, code } = resultLine(result, {
      journal,
      what: whatOf(asked, reply.verdict),
      paint: paintFor(stdout),
      waitMs: command.waitMs,
    });
    stdout.write(`${text}\n`);
    return code;
  });
}

function whatOf({ runId, question }: AskedBy, verdict: string): string {
  const { name, path } = question;
  return `${verdict} of ${oneLine(name)}${name === path ? "" : ` · ${oneLine(path)}`}, run ${runId}`;
}

async function openRuns(journal: OpenJournal, run: string | undefined): Promise<readonly SeenRun[]> {
  if (run === undefined) return seeAll(journal.reader, await journal.reader.runs({ isOver: false }));
  const stored = await findRun(journal, run);
  if (stored.status !== undefined)
    throw usage(
      `Run ${stored.id} is over: it is ${stored.status}, and asks nothing any more.`,
      "Leave out --run, or name another one.",
    );
  return seeAll(journal.reader, [stored]);
}

async function seeAll(reader: JournalReader, runs: readonly StoredRun[]): Promise<readonly SeenRun[]> {
  const seen: SeenRun[] = [];
  for (const stored of runs) seen.push(await seeRun(reader, stored));
  return seen;
}
