import type { Act, Script } from "../../src/hosts/virtual/act.ts";
import { virtualHost, type WorldEvent } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { Driver } from "../../src/kernel/driver.ts";
import type { Snapshot } from "../../src/kernel/kernel.ts";
import type { RunOptions } from "../../src/kernel/run-options.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import { bound } from "../../src/plan/bound.ts";
import { build } from "./build.ts";
import type { Cues } from "./build-agent.ts";
import { thrownOf, valueOf } from "./oddities.ts";
import { people } from "./people.ts";
import { type Place, type Planted, placeOf, plant, sitesOf } from "./planted.ts";
import type { ActDraft, AgentDraft, Scenario } from "./scenario.ts";
import type { Beginning } from "./replayed.ts";
import { type Watch, watched, type Work } from "./watched.ts";

/** One attempt, as the script saw it begin. The n-th call is the n-th `began` of the log. */
export interface Call {
  readonly path: string;
  readonly attempt: number;
  readonly input: unknown;
  readonly act: ActDraft;
  readonly mark: number;
}

/** A run that is over, and all that is known of it from outside. */
export interface Played {
  readonly scenario: Scenario;
  readonly root: Planted;
  readonly places: ReadonlyMap<string, Planted>;
  /** The same with those who may know what is asked back there. */
  readonly sites: ReadonlyMap<string, Place>;
  readonly bound: number | undefined;
  readonly outcome: Outcome<unknown>;
  /** The outcome again, after everything that could still be said to the run was said. */
  readonly outcomeLater: Outcome<unknown>;
  readonly facts: readonly Fact[];
  readonly log: readonly WorldEvent[];
  readonly calls: readonly Call[];
  readonly left: readonly string[];
  readonly snapshot: Snapshot;
  /** What the kernel asked of the host too late, after the run had ended, or too early, before it was committed. */
  readonly untimely: readonly string[];
  /** What it takes to begin it again. */
  readonly beginning: Beginning;
  /** What each attempt was given, by its id. */
  readonly works: ReadonlyMap<string, Work>;
}

/** Where a draft has nothing to say, an agent answers at once. */
const DEFAULT_ACT: ActDraft = {
  afterMs: 0,
  ends: { how: "returns", value: "marked" },
  onAbort: "ends",
  spends: [],
  echoes: 0,
};

/** How long a run may be silent, in real milliseconds. */
const SILENCE_MS = 3_000;

/** Runs a scenario on the virtual host to its end; throws where the run breaks, hangs or never rests. */
export async function play(scenario: Scenario, driver: () => Driver = actorDriver): Promise<Played> {
  const root = plant(scenario.plan);
  const sites = sitesOf(root);
  const places = new Map([...sites].map(([path, { it }]) => [path, it] as const));
  const calls: Call[] = [];
  const cues: Cues = new Map();
  const plan = build(root, cues);
  const watch: Watch = { untimely: [], works: new Map(), people: people(scenario.answers) };
  const { untimely, works } = watch;
  const host = virtualHost(scriptOf(scenario, { places, calls, cues, watch }));
  const runtime = runtimeOn({ host: watched(host, watch), driver, seed: scenario.seed });
  const run = runtime.start(plan, scenario.input, optionsOf(scenario));
  const outcome = await orSilence(run.outcome);
  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  const before = structuredClone(outcome);
  const asked = facts.flatMap((fact) => (fact.type === "question.asked" ? [fact.question] : []));
  for (const { id, kind } of asked) {
    const late =
      kind === "human"
        ? ({ verdict: "edit", value: "too late" } as const)
        : ({ verdict: "reject", reason: "too late" } as const);
    const answered = await run.answer(id, { ...late, by: "eve" });
    if (answered.accepted) throw new Error(`the answer to ${id} was accepted after the end`);
  }
  const outcomeLater = await run.cancel("after the end");
  await runtime.close();
  const snapshot = run.snapshot();
  return {
    scenario,
    root,
    places,
    sites,
    bound: bound(plan),
    outcome: before,
    outcomeLater,
    facts,
    log: [...host.log],
    calls,
    left: host.left().attempts,
    snapshot,
    untimely,
    beginning: { plan, input: scenario.input, options: optionsOf(scenario), seed: scenario.seed },
    works,
  };
}

function optionsOf({ budget, graceMs, deadlineMs, escalationMs, isUnattended }: Scenario): RunOptions {
  return {
    id: "run",
    budget,
    graceMs,
    ...(isUnattended === undefined ? {} : { unattended: isUnattended }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(escalationMs === undefined ? {} : { onEscalation: { ask: "person", deadlineMs: escalationMs } }),
  };
}

async function orSilence<T>(promise: Promise<T>): Promise<T> {
  let alarm: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error("the run hangs: it waits for nothing that could come")), SILENCE_MS);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(alarm);
  }
}

interface Props {
  readonly places: ReadonlyMap<string, Planted>;
  readonly calls: Call[];
  readonly cues: Cues;
  readonly watch: Watch;
}

/** The script of a scenario: each agent goes round its acts, and people go round their answers. */
function scriptOf(scenario: Scenario, { places, calls, cues, watch }: Props): Script {
  const turns = new Map<number, number>();
  const { cancelAtMs } = scenario;
  return {
    act({ path, attempt, input }) {
      const it = places.get(placeOf(path));
      if (it?.draft.kind !== "agent") throw new Error(`no agent is drafted at ${path}`);
      const turn = turns.get(it.id) ?? 0;
      turns.set(it.id, turn + 1);
      const act = it.draft.acts[turn % Math.max(1, it.draft.acts.length)] ?? DEFAULT_ACT;
      const mark = calls.length;
      calls.push({ path, attempt, input, act, mark });
      if (act.ends.how === "works") cues.set(it.id, { work: act.ends.by, mark });
      return actOf(act, { mark, input });
    },
    answer: ({ id }) => watch.people.answer(id),
    ...(cancelAtMs === undefined ? {} : { cancelAtMs }),
  };
}

function actOf(act: ActDraft, at: { readonly mark: number; readonly input: unknown }): Act | undefined {
  const { afterMs, ends, onAbort, echoes } = act;
  const spends = act.spends.map(({ afterMs: when, tokens, usd }) => ({
    afterMs: when,
    usage: { inputTokens: tokens, costUsd: usd },
  }));
  const common = { afterMs, onAbort: typeof onAbort === "number" ? { afterMs: onAbort } : onAbort, spends, echoes };
  switch (ends.how) {
    case "works":
      return undefined;
    case "hangs":
      return common;
    case "declines":
      return { ...common, ends: { declines: "not mine" } };
    case "hands off":
      return { ...common, ends: { handsOff: { to: ends.to, context: valueOf(ends.value, at) } } };
    case "asks":
      return { ...common, ends: { asks: valueOf(ends.value, at) } };
    case "throws":
      return { ...common, ends: { throws: thrownOf(ends.thrown) } };
    case "returns": {
      const about = ends.confidence === undefined ? {} : { about: { confidence: ends.confidence } };
      return { ...common, ends: { returns: valueOf(ends.value, at), ...about } };
    }
  }
}

/** The agent that is drafted at a path of a run. */
export function agentAt(played: Played, path: string): AgentDraft | undefined {
  const draft = played.places.get(placeOf(path))?.draft;
  return draft?.kind === "agent" ? draft : undefined;
}
