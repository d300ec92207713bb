import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import type { Failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import { readThrown } from "../model/thrown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { type Core, record } from "./core.ts";
import type { SupervisorProcess } from "./process.ts";
import { spend, windClocks } from "./wall.ts";

type LastWord = Extract<SupervisorRequest, { ask: "tellDone" | "tellFailed" | "tellStopped" }>;

/** The run is over: its outcome is the last fact, and nothing of it is left. */
export function endRun(core: Core, run: SupervisorProcess, word: LastWord): void {
  if (core.outcome !== undefined) return;
  for (const [owner, clock] of core.clocks) {
    clock.busy = 0;
    core.restless.add(owner);
  }
  const root = core.layout.root.name;
  windClocks(core, root);
  for (const clock of core.clocks.values()) core.timers.cancel(clock.timer);
  core.timers.cancel(core.deadlineTimer);
  run.actor.stop();
  const outcome = outcomeOf(core, word, root);
  record(core, "", { type: "run.ended", outcome });
  core.outcome = outcome;
}

/**
 * The last resort: the kernel or its host broke, which no plan can cause. Whatever is out is aborted or taken back, so
 * that nothing goes on unseen, and the run fails with what had finished. An outcome that is not stored is none: nobody
 * must rely on what another process may come to otherwise.
 */
export function breakDown(core: Core, error: unknown, { isStored }: { readonly isStored: boolean }): Outcome<unknown> {
  if (core.outcome !== undefined && isStored) return core.outcome;
  const { message, code, advice } = whatBroke(error);
  for (const id of core.outstanding.keys()) core.withdraw(id, "the run broke");
  const root = core.layout.root.name;
  const failure: Failure = {
    kind: "defect",
    path: root,
    code,
    message: `The runtime or its host broke: ${message}${advice}`,
  };
  const outcome = outcomeOf(core, { ask: "tellFailed", failure, verdict: undefined }, root);
  core.cause = undefined;
  if (core.outcome === undefined) record(core, "", { type: "run.ended", outcome });
  core.outcome = outcome;
  return outcome;
}

/** A mistake of known kind says by itself what to do, such as a journal whose disk is full. */
function whatBroke(error: unknown): { readonly message: string; readonly code: string; readonly advice: string } {
  const { message } = readThrown(error);
  if (error instanceof TroupeError) return { message, code: error.code, advice: "" };
  const advice = ". It is no fault of the plan; please report it with the facts of this run.";
  return { message, code: "RUN_BROKE", advice };
}

function outcomeOf(core: Core, word: LastWord, root: string): Outcome<unknown> {
  const finished = core.harvest.outputs();
  const ended = { runId: core.runId, spend: spend(core, root), finished, abandoned: [...core.abandoned] };
  switch (word.ask) {
    case "tellDone":
      return endedWell(core, ended, word.output);
    case "tellFailed":
      return { ...ended, status: "failed", failure: named(word.failure, root) };
    case "tellStopped":
      return { ...ended, status: "cancelled", ...(core.cancelled ?? { reason: word.why, by: "caller" }) };
  }
}

/** What the run itself has no use for, such as a decline, is its plan's failure. */
function named(failure: Failure, root: string): Failure {
  return failure.path === "" ? { ...failure, path: root } : failure;
}

type EndedSoFar = Pick<Outcome<unknown>, "runId" | "spend" | "finished" | "abandoned">;

function endedWell(core: Core, ended: EndedSoFar, output: unknown): Outcome<unknown> {
  const [first, ...rest] = core.harvest.skipped();
  if (first === undefined) return { ...ended, status: "done", output };
  return { ...ended, status: "degraded", output, skipped: [first, ...rest] };
}
