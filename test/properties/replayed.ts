import { createKernel } from "../../src/kernel/kernel.ts";
import { replay } from "../../src/kernel/replay.ts";
import type { RunOptions } from "../../src/kernel/run-options.ts";
import { settle } from "../../src/kernel/settle.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import type { Fact } from "../../src/model/fact.ts";

/** What it takes to begin a run again. */
export interface Beginning {
  readonly plan: unknown;
  readonly input: unknown;
  readonly options: RunOptions;
  readonly seed: number;
}

/** What speaks against bringing a run back from its facts, as JSON, from all of them and from the first few. */
export function replayWrongs(beginning: Beginning, facts: readonly Fact[]): readonly string[] {
  const cuts = [facts.length, Math.floor(facts.length / 2), (beginning.seed * 7919) % facts.length];
  return cuts.flatMap((cut) => wrongsAt(beginning, facts.slice(0, cut)));
}

function wrongsAt({ plan, input, options, seed }: Beginning, facts: readonly Fact[]): readonly string[] {
  const [first] = facts;
  if (first?.type !== "run.started") return [];
  const recorded: readonly Fact[] = JSON.parse(JSON.stringify(facts));
  const setting = { ...settle(plan, input, options), runId: first.runId, seed, startedAt: first.at };
  const kernel = createKernel(setting, { driver: stepDriver(), withdraw: () => {} });
  try {
    replay(kernel, recorded);
  } catch (error) {
    return [`a run can be brought back from its first ${facts.length} facts: ${String(error)}`];
  }
  return kernel.core.facts.length < facts.length ? ["a run that is brought back stands where it stood"] : [];
}
