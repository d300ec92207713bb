import type { JournalWriter, StoredRun } from "../kernel/journal.ts";
import type { Resumed } from "../kernel/kept.ts";
import type { Outcome } from "../model/outcome.ts";
import { specOf } from "../plan/erasure.ts";
import type { ResumeCommand } from "./commands.ts";
import { errorText } from "./error-text.ts";
import { listed } from "./journal/find-run.ts";
import { withJournal } from "./journal/open-journal.ts";
import { openRuntime } from "./journal/open-runtime.ts";
import { namesOf } from "./journal/run-names.ts";
import { loadPlans } from "./plan-module.ts";
import { catchStrays } from "./strays.ts";
import { divert } from "./terminal/foreign-output.ts";
import { INTERRUPTED } from "./terminal/interrupts.ts";
import { paintFor } from "./terminal/paint.ts";
import type { Streams } from "./terminal/streams.ts";
import { count } from "./terminal/text.ts";
import { exitCodeOf, type Followed, watchRuns } from "./terminal/watch.ts";

/** The exit code of a command that could not be carried out, or not wholly. */
const NOT_DONE = 1;

/**
 * Brings back the runs of a module's plans that are not over, shows them until they are, and gives the exit code over all
 * of them. With --json, nothing but facts is written to stdout, whatever the module prints.
 */
export async function resumeCommand(command: ResumeCommand, streams: Streams): Promise<number> {
  if (command.show !== "json") return loadAndResume(command, streams);
  const diverted = divert(streams.stdout, (text) => void streams.stderr.write(text));
  try {
    return await loadAndResume(command, streams);
  } finally {
    diverted.restore();
  }
}

async function loadAndResume(command: ResumeCommand, streams: Streams): Promise<number> {
  const { journal, module, exportName } = command;
  // A mistyped path is no reason to make a journal.
  await withJournal(journal, async () => {});
  const plans = await loadPlans(module, exportName);
  const { runtime, writer } = await openRuntime(journal, { plans, seed: 0 });
  try {
    const lengths = await lengthsOf(
      writer,
      plans.map((plan) => specOf(plan).name),
    );
    const { runs, refused } = await runtime.resume();
    const ownRefused = refused.filter(({ error }) => error.code !== "UNKNOWN_PLAN");
    const names = namesOf(runs.map(({ id }) => id));
    const followed = runs.map((run, place): Followed => {
      const name = runs.length > 1 ? names[place] : undefined;
      return { run, past: lengths.get(run.id) ?? 0, ...(name === undefined ? {} : { name }) };
    });
    tellOf(command, { runs, refused }, streams);
    const letGo = () => void runtime.close();
    const code = followed.length === 0 ? 0 : await watched(followed, { command, streams, letGo });
    return ownRefused.length === 0 || code === INTERRUPTED ? code : NOT_DONE;
  } finally {
    await runtime.close();
  }
}

/** How many facts there are of each run that may be brought back: what comes behind them is new. */
async function lengthsOf(writer: JournalWriter, plans: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const lengths = new Map<string, number>();
  const open: readonly StoredRun[] = await writer.runs({ isOver: false });
  for (const { id, plan } of open) if (plans.includes(plan)) lengths.set(id, (await writer.read(id)).length);
  return lengths;
}

/** What is brought back, what cannot be and why, and what is none of this module's. */
function tellOf({ journal, module, show }: ResumeCommand, { runs, refused }: Resumed, { stderr }: Streams): void {
  const paint = paintFor(stderr);
  const foreign = refused.filter(({ error }) => error.code === "UNKNOWN_PLAN");
  if (show !== "quiet") {
    const what =
      runs.length === 0
        ? `no run of ${module} is open in ${journal}`
        : `${count(runs.length, "run")} of ${journal} brought back`;
    stderr.write(`note: ${what}${runs.length === 0 ? "" : `: ${listed(runs.map(({ id }) => id))}`}\n`);
  }
  if (foreign.length > 0 && show !== "quiet")
    stderr.write(
      `note: ${count(foreign.length, "run")} of other plans left as they are: ${listed([...new Set(foreign.map(({ plan }) => plan))])}\n`,
    );
  for (const { error } of refused) if (error.code !== "UNKNOWN_PLAN") stderr.write(errorText(error, paint));
}

interface Watching {
  readonly command: ResumeCommand;
  readonly streams: Streams;
  readonly letGo: () => void;
}

async function watched(runs: readonly Followed[], { command, streams, letGo }: Watching): Promise<number> {
  const { show, isUnattended } = command;
  const strays = catchStrays(letGo, streams.stderr);
  try {
    const { outcomes, interruptedBy } = await watchRuns(runs, {
      json: show === "json",
      quiet: show === "quiet",
      streams,
      isUnattended,
      letGo,
      hasRun: true,
    });
    if (strays.caught() > 0) return NOT_DONE;
    return interruptedBy === undefined ? worstOf(outcomes) : INTERRUPTED;
  } finally {
    strays.release();
  }
}

/** A failure outweighs a cancel, and that an end as it should be. */
function worstOf(outcomes: readonly Outcome<unknown>[]): number {
  const codes = outcomes.map(exitCodeOf);
  return codes.find((code) => code !== 0 && code !== INTERRUPTED) ?? codes.find((code) => code !== 0) ?? 0;
}
