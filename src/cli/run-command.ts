import { createRuntime } from "../runtime/create-runtime.ts";
import type { StoredRun } from "../kernel/journal.ts";
import type { Run } from "../kernel/run.ts";
import type { RunOptions } from "../kernel/run-options.ts";
import type { Runtime } from "../kernel/runtime.ts";
import { rootCause } from "../model/failure.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Plan } from "../plan/plan.ts";
import type { RunCommand } from "./commands.ts";
import { readInput } from "./input.ts";
import { openRuntime } from "./journal/open-runtime.ts";
import { shellWord } from "./journal/shell-word.ts";
import { loadPlan } from "./plan-module.ts";
import { catchStrays } from "./strays.ts";
import { divert } from "./terminal/foreign-output.ts";
import { INTERRUPTED } from "./terminal/interrupts.ts";
import { seated } from "./terminal/seat.ts";
import { isAttended, type Streams } from "./terminal/streams.ts";
import { exitCodeOf, type Followed, watchRuns } from "./terminal/watch.ts";
import { usage } from "./usage.ts";
import { budgetNote } from "./worst-case.ts";

/** The exit code of a command that could not be carried out. */
const NOT_DONE = 1;

/**
 * Runs a module's plan in the terminal, and gives the exit code: how the run ended, or 130 where it was interrupted,
 * however it ended. With --json, nothing but facts is written to stdout, whatever the module prints.
 */
export async function runCommand(command: RunCommand, streams: Streams): Promise<number> {
  if (command.show !== "json") return loadAndRun(command, streams);
  const diverted = divert(streams.stdout, (text) => void streams.stderr.write(text));
  try {
    return await loadAndRun(command, streams);
  } finally {
    diverted.restore();
  }
}

async function loadAndRun(command: RunCommand, given: Streams): Promise<number> {
  const { show } = command;
  const plan = await loadPlan(command.module, command.exportName);
  const input = await readInput(command.input, given.stdin);
  const note = show === "quiet" ? undefined : budgetNote(plan, input, command.budget?.steps);
  if (note !== undefined) given.stderr.write(`note: ${note}\n`);
  const streams = command.input === "-" && !command.isUnattended ? seated(given) : given;
  try {
    return command.journal === undefined
      ? await runHere(command, { plan, input }, streams)
      : await runKept({ ...command, journal: command.journal }, { plan, input }, streams);
  } finally {
    if (streams !== given) streams.stdin.destroy();
  }
}

async function runHere(command: RunCommand, started: Started, streams: Streams): Promise<number> {
  const runtime = createRuntime({ seed: command.seed });
  try {
    const run = start(runtime, started, optionsOf(command, streams));
    return await watched({ run }, { command, streams, stop: (why) => void run.cancel(why) });
  } finally {
    await runtime.close();
  }
}

/** A run that survives this process: who presses Ctrl-C lets go of it, and `troupe resume` goes on. */
async function runKept(
  command: RunCommand & { readonly journal: string },
  started: Started,
  streams: Streams,
): Promise<number> {
  const { journal, id, seed, show } = command;
  const { runtime, writer } = await openRuntime(journal, { plans: [started.plan], seed });
  try {
    const options = { ...optionsOf(command, streams), ...(id === undefined ? {} : { id }) };
    const known = id === undefined ? undefined : await writer.run(id);
    const past = known === undefined ? 0 : (await writer.read(known.id)).length;
    const run = start(runtime, started, options);
    if (show !== "quiet") streams.stderr.write(`note: ${keptNote(run.id, journal, known)}\n`);
    const letGo = () => void runtime.close();
    return await watched(
      { run, past, ...(show === "json" ? { from: 0 } : {}) },
      { command, streams, stop: letGo, letGo },
    );
  } finally {
    await runtime.close();
  }
}

function keptNote(id: string, journal: string, known: StoredRun | undefined): string {
  if (known === undefined)
    return `run ${id} is kept in ${journal}; troupe show ${shellWord(journal)} ${id} shows it from anywhere`;
  if (known.status !== undefined) return `run ${id} of ${journal} is over; this is how it ended`;
  return `run ${id} of ${journal} goes on, with the budget and the options that it began with`;
}

/** How it is shown, and what ends that. */
interface Watching {
  readonly command: RunCommand;
  readonly streams: Streams;
  /** What is done about what a plan throws where nobody waits for it. */
  readonly stop: (why: string) => void;
  readonly letGo?: (why: string) => void;
}

async function watched(followed: Followed, { command, streams, stop, letGo }: Watching): Promise<number> {
  const { run } = followed;
  const show = { json: command.show === "json", quiet: command.show === "quiet" };
  const strays = catchStrays(stop, streams.stderr);
  try {
    const { interruptedBy } = await watchRuns([followed], {
      ...show,
      streams,
      isUnattended: command.isUnattended,
      ...(letGo === undefined ? {} : { letGo }),
    });
    const outcome = await run.outcome;
    for (const hint of await hintsAfter(run, command, streams)) streams.stderr.write(`note: ${hint}\n`);
    if (strays.caught() > 0) return NOT_DONE;
    return interruptedBy === undefined ? exitCodeOf(outcome) : INTERRUPTED;
  } finally {
    strays.release();
  }
}

/** What a person may not have meant, and what they can do about it. */
async function hintsAfter(run: Run<unknown>, command: RunCommand, streams: Streams): Promise<readonly string[]> {
  const outcome = await run.outcome;
  const failure = outcome.status === "failed" ? rootCause(outcome.failure) : undefined;
  const isForInput = failure?.kind === "defect" || failure?.kind === "unresolved" || failure?.code === "input";
  const isSeen = streams.stdout.isTTY || streams.stderr.isTTY;
  const isAlone =
    command.journal === undefined && !command.isUnattended && isSeen && !isAttended(streams) && (await hasAsked(run));
  return [
    ...(isForInput && command.input === undefined ? ["no --input was given, so the input was null"] : []),
    ...(isAlone ? [`nobody was asked, because stdin is ${command.input === "-" ? INPUT : TAKEN}`] : []),
  ];
}

const INPUT = "the input: give it as a file, as in --input input.json";
const TAKEN = "no terminal: start it without a pipe, or say --unattended";

async function hasAsked(run: Run<unknown>): Promise<boolean> {
  for await (const fact of run.facts()) if (fact.type === "question.asked") return true;
  return false;
}

/** What is kept in a journal can be answered from anywhere. */
function optionsOf({ budget, isUnattended, escalationMs, journal }: RunCommand, streams: Streams): RunOptions {
  const isAsked = !isUnattended && (journal !== undefined || isAttended(streams));
  return {
    ...(budget === undefined ? {} : { budget }),
    ...(escalationMs === undefined || !isAsked ? {} : { onEscalation: { ask: "person", deadlineMs: escalationMs } }),
    unattended: !isAsked,
  };
}

interface Started {
  readonly plan: Plan<unknown, unknown>;
  readonly input: unknown;
}

/** A remedy in the words of the command line. */
function start(runtime: Runtime, { plan, input }: Started, options: RunOptions): Run<unknown> {
  try {
    return runtime.start(plan, input, options);
  } catch (error) {
    if (!(error instanceof TroupeError)) throw error;
    if (error.code === "BAD_OPTION" && error.facts["option"] === "id")
      throw usage(`--id is ${JSON.stringify(options.id)}, which names no run.`, error.remedy);
    if (error.code !== "UNBOUNDED_PLAN") throw error;
    const what = `Nothing bounds the steps of ${plan.name}.`;
    throw new TroupeError("UNBOUNDED_PLAN", {
      what,
      remedy: "Say how many it may take, as in --budget steps=100, or give its maps maxItems.",
      facts: error.facts,
    });
  }
}
