import { createRuntime } from "../runtime/create-runtime.ts";
import type { Run } from "../kernel/run.ts";
import type { RunOptions } from "../kernel/run-options.ts";
import type { Runtime } from "../kernel/runtime.ts";
import { rootCause } from "../model/failure.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Plan } from "../plan/plan.ts";
import type { RunCommand } from "./command-line.ts";
import { readInput } from "./input.ts";
import { loadPlan } from "./plan-module.ts";
import { catchStrays } from "./strays.ts";
import { divert } from "./terminal/foreign-output.ts";
import { INTERRUPTED } from "./terminal/interrupts.ts";
import { seated } from "./terminal/seat.ts";
import { isAttended, type Streams } from "./terminal/streams.ts";
import { exitCodeOf, watchRun } from "./terminal/watch.ts";
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
  const { show, seed } = command;
  const plan = await loadPlan(command.module, command.exportName);
  const input = await readInput(command.input, given.stdin);
  const note = show === "quiet" ? undefined : budgetNote(plan, input, command.budget?.steps);
  if (note !== undefined) given.stderr.write(`note: ${note}\n`);
  const streams = command.input === "-" && !command.isUnattended ? seated(given) : given;
  const runtime = createRuntime({ seed });
  try {
    return await watched(start(runtime, { plan, input }, optionsOf(command, streams)), command, streams);
  } finally {
    await runtime.close();
    if (streams !== given) streams.stdin.destroy();
  }
}

async function watched(run: Run<unknown>, command: RunCommand, streams: Streams): Promise<number> {
  const show = { json: command.show === "json", quiet: command.show === "quiet" };
  const strays = catchStrays(run, streams.stderr);
  try {
    const { outcome, interruptedBy } = await watchRun(run, { ...show, streams });
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
  const isAlone = !command.isUnattended && isSeen && !isAttended(streams) && (await hasAsked(run));
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

function optionsOf({ budget, isUnattended, escalationMs }: RunCommand, streams: Streams): RunOptions {
  const isAsked = !isUnattended && isAttended(streams);
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
    if (!(error instanceof TroupeError) || error.code !== "UNBOUNDED_PLAN") throw error;
    const what = `Nothing bounds the steps of ${plan.name}.`;
    throw new TroupeError("UNBOUNDED_PLAN", {
      what,
      remedy: "Say how many it may take, as in --budget steps=100, or give its maps maxItems.",
      facts: error.facts,
    });
  }
}
