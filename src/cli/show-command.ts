import { nodesOf } from "../model/fold.ts";
import { duration } from "./duration.ts";
import type { ShowCommand } from "./commands.ts";
import { askedLines } from "./journal/asked-lines.ts";
import { findRun } from "./journal/find-run.ts";
import { heldText } from "./journal/held-text.ts";
import { type OpenJournal, withJournal } from "./journal/open-journal.ts";
import { STANDING_LOOKS, type Standing, standingOf } from "./journal/standing.ts";
import { type SeenRun, seeRun } from "./journal/stored-view.ts";
import { shellWord } from "./journal/shell-word.ts";
import { widthFor } from "./terminal/desk.ts";
import { spentText, treeLines } from "./terminal/frame.ts";
import { type Paint, paintFor } from "./terminal/paint.ts";
import type { Streams } from "./terminal/streams.ts";
import { summaryLines } from "./terminal/summary.ts";

/** How many lines the tree takes at most: one can scroll back. */
const TREE_ROWS = 60;
/** How wide it is where no terminal says so. */
const PLAIN_COLUMNS = 101;

/** Shows one run of a journal: its tree, what it asks and how that is answered, what it spent, how it ended. */
export async function showCommand(command: ShowCommand, { stdout }: Streams): Promise<number> {
  return withJournal(command.journal, async (journal) => {
    const seen = await seeRun(journal.reader, await findRun(journal, command.run));
    const state = standingOf(seen, journal.held !== undefined);
    const text = command.isJson
      ? JSON.stringify(dataOf(seen, state))
      : linesOf(seen, { journal, state, paint: paintFor(stdout), columns: stdout.columns || PLAIN_COLUMNS }).join("\n");
    stdout.write(`${text}\n`);
    return 0;
  });
}

/** For programs: what the facts tell, as one line of JSON. */
function dataOf({ stored, view }: SeenRun, state: Standing) {
  const { id, plan, hash, startedAt, endedAt } = stored;
  const { budget, bound, spend, questions, outcome, cancelled, facts } = view;
  const nodes = nodesOf(view);
  return {
    id,
    plan,
    hash,
    state,
    startedAt,
    endedAt,
    facts,
    budget,
    bound,
    spend,
    nodes,
    questions,
    cancelled,
    outcome,
  };
}

interface Page {
  readonly journal: OpenJournal;
  readonly state: Standing;
  readonly paint: Paint;
  readonly columns: number;
}

function linesOf(seen: SeenRun, page: Page): readonly string[] {
  const { view } = seen;
  const { journal, paint, columns } = page;
  const now = momentOf(seen, page);
  const width = widthFor(columns);
  const tree = treeLines(view, { columns, rows: TREE_ROWS, paint, now });
  const asked = view.questions.flatMap((question) => [
    "",
    ...askedLines(
      { runId: seen.stored.id, plan: seen.stored.plan, question },
      { file: journal.file, width, paint, now: Date.now() },
    ),
  ]);
  const ends =
    view.outcome === undefined
      ? [paint("faint", spentText(view, now)), ...asked, ...whatNext(seen, page)]
      : summaryLines(view, view.outcome, { width, paint });
  return [...headLines(seen, page), "", ...tree, "", ...ends];
}

/** Where no process runs it, its times stand still. */
function momentOf({ view }: SeenRun, { state, journal }: Page): number {
  return journal.held === undefined && state !== "waiting" ? view.at : Date.now();
}

function headLines({ stored }: SeenRun, { journal, state, paint }: Page): readonly string[] {
  const { sign, tone } = STANDING_LOOKS[state];
  const now = Date.now();
  const ended = stored.endedAt === undefined ? "" : `, ended ${duration(now - stored.endedAt)} ago`;
  return [
    `${paint("strong", `run ${stored.id}`)} of ${stored.plan} · ${paint(tone, `${sign} ${state}`)} · began ${duration(now - stored.startedAt)} ago${ended}`,
    ...(stored.status === undefined ? [paint("faint", heldText(journal, now))] : []),
  ];
}

function whatNext({ view }: SeenRun, { journal, paint }: Page): readonly string[] {
  const asks = view.questions.length > 0;
  if (journal.held !== undefined) return [];
  const what = asks ? "answers take effect, and it goes on" : "it goes on";
  return ["", paint("faint", `${what}, when it is brought back: troupe resume ${shellWord(journal.file)} <module>`)];
}
