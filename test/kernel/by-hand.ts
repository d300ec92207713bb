import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { RunOptions } from "../../src/kernel/run-options.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import type { Run } from "../../src/kernel/run.ts";
import type { Question } from "../../src/model/question.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { type HandHost, handHost } from "./hand-host.ts";

/** A run on a host whose every word the test says itself. */
export function byHand<I, O>(
  plan: Plan<I, O>,
  input: NoInfer<I>,
  options: RunOptions & { readonly host?: HandHost } = {},
): { readonly run: Run<O>; readonly host: HandHost } {
  const { host = handHost(), ...start } = options;
  const run = runtimeOn({ host, driver: actorDriver, seed: 0 }).start(plan, input, start);
  return { run, host };
}

/** Lets everything that can go on without the world go on. */
export async function rest(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** The first open question; throws where there is none. */
export function openQuestion(run: Run<unknown>): Question {
  const [question] = run.snapshot().questions;
  if (question === undefined) throw new Error("no question is open");
  return question;
}
