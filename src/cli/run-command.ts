import { createRuntime } from "../hosts/live/create-runtime.ts";
import type { Run } from "../kernel/run.ts";
import type { RunOptions, Runtime } from "../kernel/runtime.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { bound } from "../plan/bound.ts";
import { specOf } from "../plan/erasure.ts";
import type { Plan } from "../plan/plan.ts";
import type { RunCommand } from "./command-line.ts";
import { readInput } from "./input.ts";
import { loadPlan } from "./plan-module.ts";
import { divert } from "./terminal/foreign-output.ts";
import { isAttended, type Streams } from "./terminal/streams.ts";
import { exitCodeOf, watchInTerminal } from "./terminal/watch.ts";

/**
 * Runs a module's plan in the terminal, and gives the exit code. With --json, nothing but facts is written to stdout,
 * whatever the module prints.
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

async function loadAndRun(command: RunCommand, streams: Streams): Promise<number> {
  const { show, seed } = command;
  const plan = await loadPlan(command.module, command.exportName);
  const input = await readInput(command.input, streams.stdin);
  if (show !== "quiet") noteBound(plan, command, streams);
  const runtime = createRuntime({ seed });
  try {
    const run = start(runtime, { plan, input }, optionsOf(command, streams));
    return exitCodeOf(await watchInTerminal(run, { json: show === "json", quiet: show === "quiet", streams }));
  } finally {
    await runtime.close();
  }
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

/** Points out a plan that may need more steps than it is granted. */
function noteBound(plan: Plan<unknown, unknown>, { budget }: RunCommand, { stderr }: Streams): void {
  const most = bound(plan);
  const granted = Math.min(...[budget?.steps, specOf(plan).budget?.steps].filter((steps) => steps !== undefined));
  if (most === undefined || most <= granted) return;
  stderr.write(
    `note: ${plan.name} may take ${most} steps at worst; its budget of ${granted} may end it before it is done\n`,
  );
}
