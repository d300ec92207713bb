import { type Cast, cast, type Script } from "../../src/hosts/virtual/act.ts";
import { type VirtualHost, virtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { Driver } from "../../src/kernel/driver.ts";
import type { RunOptions } from "../../src/kernel/run-options.ts";
import { type Runtime, runtimeOn } from "../../src/kernel/runtime.ts";
import type { Run } from "../../src/kernel/run.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { AnyPlan, Plan } from "../../src/plan/plan.ts";
import type { Spec } from "../../src/plan/spec.ts";

/** Who plays whom, and how the run is started. */
export interface Rehearsing extends RunOptions {
  readonly cast?: Cast;
  readonly answer?: Script["answer"];
  readonly cancelAtMs?: number;
  readonly driver?: () => Driver;
  readonly seed?: number;
}

/** A run from its start to its end in virtual time, and all that was seen of it. */
export interface Rehearsed<O> {
  readonly outcome: Outcome<O>;
  readonly facts: readonly Fact[];
  readonly host: VirtualHost;
  readonly run: Run<O>;
}

/** Runs a plan on the virtual host to its end. Agents without an act do their own work. */
export async function rehearse<I, O>(
  plan: Plan<I, O>,
  input: NoInfer<I>,
  options: Rehearsing = {},
): Promise<Rehearsed<O>> {
  const { cast: parts = {}, answer, cancelAtMs, driver = actorDriver, seed = 0, ...start } = options;
  const host = virtualHost({
    act: cast(parts),
    ...(answer === undefined ? {} : { answer }),
    ...(cancelAtMs === undefined ? {} : { cancelAtMs }),
  });
  const runtime: Runtime = runtimeOn({ host, driver, seed });
  const run = runtime.start(plan, input, start);
  const outcome = await run.outcome;
  if (outcome.status === "failed" && outcome.failure.code === "RUN_BROKE") throw new Error(outcome.failure.message);
  return { outcome, facts: await readAll(run.facts()), host, run };
}

async function readAll(facts: AsyncIterable<Fact>): Promise<readonly Fact[]> {
  const read: Fact[] = [];
  for await (const fact of facts) read.push(fact);
  return read;
}

/** The facts of one type. */
export function factsOf<T extends Fact["type"]>(
  facts: readonly Fact[],
  type: T,
): readonly Extract<Fact, { readonly type: T }>[] {
  const isOne = (fact: Fact): fact is Extract<Fact, { readonly type: T }> => fact.type === type;
  return facts.filter(isOne);
}

/** What the virtual world saw, in short: `0 began p/a#1`. */
export function seen({ host }: { readonly host: VirtualHost }): readonly string[] {
  return host.log.map(({ at, what, id }) => `${at} ${what}${id === "" ? "" : ` ${id}`}`);
}

/** A plan's data, as the kernel gets it. */
export function erasedSpec(plan: AnyPlan): Spec {
  return specOf(plan);
}
