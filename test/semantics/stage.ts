import { type Act, cast, type Cast, type Script } from "../../src/hosts/virtual/act.ts";
import { virtualHost, type VirtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { RunOptions } from "../../src/kernel/run-options.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { agent } from "../../src/plan/agent.ts";
import type { Agent, Plan } from "../../src/plan/plan.ts";

/** What a run came to: its outcome, everything that happened, and the world's own log. */
export interface Played<O> {
  readonly outcome: Outcome<O>;
  readonly facts: readonly Fact[];
  readonly world: VirtualHost;
}

/** Who does what, and how the run is started. */
export interface Staging extends RunOptions {
  readonly cast?: Cast;
  readonly act?: Script["act"];
  readonly answer?: Script["answer"];
  readonly cancelAtMs?: number;
  readonly seed?: number;
}

/** Runs a plan on the virtual host to its end. No real time passes. */
export async function play<I, O>(plan: Plan<I, O>, input: NoInfer<I>, staging: Staging = {}): Promise<Played<O>> {
  const { cast: parts = {}, act, answer, cancelAtMs, seed = 1, ...options } = staging;
  const script: Script = {
    act: act ?? cast(parts),
    ...(answer === undefined ? {} : { answer }),
    ...(cancelAtMs === undefined ? {} : { cancelAtMs }),
  };
  const world = virtualHost(script);
  const run = runtimeOn({ host: world, driver: actorDriver, seed }).start(plan, input, options);
  const outcome = await run.outcome;
  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  return { outcome, facts, world };
}

/** An agent whose part is played by the cast; without a part it hands its input on. */
export function worker(
  name: string,
  options: { readonly timeoutMs?: number; readonly idempotent?: boolean } = {},
): Agent<unknown, unknown> {
  return agent(name, { work: (input: unknown): unknown => input, ...options });
}

/** Acts by path's last segment, one per start over all lives; the last one is repeated. A new life counts its attempts anew. */
export function inTurn(parts: Readonly<Record<string, readonly Act[]>>): NonNullable<Script["act"]> {
  const starts = new Map<string, number>();
  return ({ path }) => {
    const name = path.split("/").at(-1) ?? path;
    const acts = parts[name];
    const start = starts.get(name) ?? 0;
    starts.set(name, start + 1);
    return acts?.[Math.min(start, acts.length - 1)];
  };
}

type Of<T extends Fact["type"]> = Extract<Fact, { type: T }>;

/** The facts of one type, of one node where a path is given. */
export function factsOf<T extends Fact["type"]>(facts: readonly Fact[], type: T, path?: string): readonly Of<T>[] {
  const isOne = (fact: Fact): fact is Of<T> => fact.type === type && (path === undefined || fact.path === path);
  return facts.filter(isOne);
}

/** How many attempts of a node were started. */
export function attemptsOf(facts: readonly Fact[], path: string): number {
  return factsOf(facts, "attempt.started", path).length;
}

/** The directives that were taken, in order, with the owner of the policy, or "default". */
export function decisionsOf(facts: readonly Fact[], path?: string): readonly string[] {
  return factsOf(facts, "supervisor.decided", path).map(
    ({ kind, directive, rule }) => `${kind}: ${directive} by ${rule.by === "default" ? "default" : rule.owner}`,
  );
}

/** How each life of a node ended, in order. */
export function endsOf(facts: readonly Fact[], path: string): readonly string[] {
  return factsOf(facts, "node.ended", path).map(({ how }) => how);
}

/** Why directives were passed over, in order. */
export function refusalsOf(facts: readonly Fact[], path?: string): readonly string[] {
  return factsOf(facts, "supervisor.decided", path).flatMap(({ refused }) =>
    refused.map(({ does, why }) => `${does}: ${why}`),
  );
}

/** The virtual moments at which a node's attempts began. */
export function startsOf(facts: readonly Fact[], path: string): readonly number[] {
  return factsOf(facts, "attempt.started", path).map(({ at }) => at);
}
