import type { JournalReader, StoredRun } from "../kernel/journal.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { RunsCommand } from "./commands.ts";
import { errorText } from "./error-text.ts";
import { heldText } from "./journal/held-text.ts";
import { type OpenJournal, withJournal } from "./journal/open-journal.ts";
import { type ListedRun, runsTable } from "./journal/runs-table.ts";
import { standingOf } from "./journal/standing.ts";
import { seeRun } from "./journal/stored-view.ts";
import { paintFor } from "./terminal/paint.ts";
import type { Streams } from "./terminal/streams.ts";
import { count } from "./terminal/text.ts";

/** The exit code where some run cannot be read. */
const NOT_DONE = 1;
/** How many runs that are over are listed where nothing is said. */
const RECENT = 10;

/** Lists the runs of a journal, the oldest first, and gives the exit code. */
export async function runsCommand(command: RunsCommand, { stdout, stderr }: Streams): Promise<number> {
  return withJournal(command.journal, async (journal) => {
    const { chosen, leftOut } = await choose(journal.reader, command.which);
    const { runs, damages } = await list(journal, chosen);
    const { file, held } = journal;
    stdout.write(
      command.isJson
        ? `${JSON.stringify({ journal: file, held: held ?? null, runs })}\n`
        : `${textOf(runs, { journal, command, leftOut, stdout }).join("\n")}\n`,
    );
    for (const damage of damages) stderr.write(errorText(damage, paintFor(stderr)));
    return damages.length === 0 ? 0 : NOT_DONE;
  });
}

interface Choice {
  readonly chosen: readonly StoredRun[];
  /** How many that are over are not listed. */
  readonly leftOut: number;
}

async function choose(reader: Pick<JournalReader, "runs">, which: RunsCommand["which"]): Promise<Choice> {
  switch (which) {
    case "all":
      return { chosen: await reader.runs(), leftOut: 0 };
    case "open":
    case "over":
      return { chosen: await reader.runs({ isOver: which === "over" }), leftOut: 0 };
    case "recent": {
      const all = await reader.runs();
      const over = all.filter(({ status }) => status !== undefined);
      const last = new Set(over.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)).slice(0, RECENT));
      const chosen = all.filter((run) => run.status === undefined || last.has(run));
      return { chosen, leftOut: all.length - chosen.length };
    }
  }
}

interface Listing {
  readonly runs: readonly ListedRun[];
  readonly damages: readonly TroupeError[];
}

/** A run that is damaged is listed as that: the others can be read all the same. */
async function list({ reader, held }: OpenJournal, chosen: readonly StoredRun[]): Promise<Listing> {
  const runs: ListedRun[] = [];
  const damages: TroupeError[] = [];
  for (const stored of chosen) {
    try {
      runs.push(await listed(reader, stored, held !== undefined));
    } catch (error) {
      if (!(error instanceof TroupeError) || error.code !== "JOURNAL_CORRUPT") throw error;
      damages.push(error);
      const { id, plan, startedAt, endedAt } = stored;
      runs.push({ id, plan, state: "damaged", startedAt, endedAt, steps: 0, stepsMax: undefined, questions: [] });
    }
  }
  return { runs, damages };
}

async function listed(reader: JournalReader, stored: StoredRun, isHeld: boolean): Promise<ListedRun> {
  const seen = await seeRun(reader, stored);
  const { id, plan, startedAt, endedAt } = stored;
  const { spend, budget, questions } = seen.view;
  return {
    id,
    plan,
    state: standingOf(seen, isHeld),
    startedAt,
    endedAt,
    steps: spend.steps,
    stepsMax: budget.steps,
    questions: questions.map((question) => ({ id: question.id, name: question.name, deadline: question.deadline })),
  };
}

interface Page {
  readonly journal: OpenJournal;
  readonly command: RunsCommand;
  readonly leftOut: number;
  readonly stdout: NodeJS.WriteStream;
}

function textOf(runs: readonly ListedRun[], { journal, command, leftOut, stdout }: Page): readonly string[] {
  const paint = paintFor(stdout);
  const now = Date.now();
  const what = command.which === "open" || command.which === "over" ? ` that ${WHICH[command.which]}` : "";
  if (runs.length === 0) return [heldText(journal, now), "", `no run${what}`];
  const more = leftOut === 0 ? [] : [paint("faint", `${count(leftOut, "run")} more that are over; --all lists them`)];
  return [heldText(journal, now), "", ...runsTable(runs, { paint, now }), ...more];
}

const WHICH = { open: "is open", over: "is over" } as const;
