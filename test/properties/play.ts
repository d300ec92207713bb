import type { Act, Script } from "../../src/hosts/virtual/act.ts";
import { virtualHost, type WorldEvent } from "../../src/hosts/virtual/virtual-host.ts";
import { actorDriver } from "../../src/kernel/actor-driver.ts";
import type { Driver } from "../../src/kernel/driver.ts";
import type { Snapshot } from "../../src/kernel/kernel.ts";
import type { Host, Session } from "../../src/kernel/port.ts";
import type { RunOptions } from "../../src/kernel/run-options.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Reply } from "../../src/model/question.ts";
import { bound } from "../../src/plan/bound.ts";
import { build, type Cues } from "./build.ts";
import { thrownOf, valueOf } from "./oddities.ts";
import { type Planted, placeOf, placesOf, plant } from "./planted.ts";
import type { ActDraft, AgentDraft, Scenario } from "./scenario.ts";

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
  /** The idempotency key of each attempt, by its id. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Where a draft has nothing to say, an agent answers at once. */
const DEFAULT_ACT: ActDraft = {
  afterMs: 0,
  ends: { how: "returns", value: "marked" },
  onAbort: "ends",
  spends: [],
  echoes: 0,
};

/** How many turns a run may take before it is taken for endless, and how long it may be silent, in real milliseconds. */
const TURNS_MAX = 5_000;
const SILENCE_MS = 3_000;

/** Runs a scenario on the virtual host to its end; throws where the run breaks, hangs or never rests. */
export async function play(scenario: Scenario, driver: () => Driver = actorDriver): Promise<Played> {
  const root = plant(scenario.plan);
  const places = placesOf(root);
  const calls: Call[] = [];
  const cues: Cues = new Map();
  const plan = build(root, cues);
  const host = virtualHost(scriptOf(scenario, { places, calls, cues }));
  const untimely: string[] = [];
  const keys = new Map<string, string>();
  const runtime = runtimeOn({ host: watched(host, { untimely, keys }), driver, seed: scenario.seed });
  const run = runtime.start(plan, scenario.input, optionsOf(scenario));
  const outcome = await orSilence(run.outcome);
  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  const before = structuredClone(outcome);
  const asked = facts.flatMap((fact) => (fact.type === "question.asked" ? [fact.question] : []));
  for (const { id, kind } of asked) {
    const answered = await run.answer(
      id,
      kind === "human" ? { verdict: "edit", value: "too late" } : { verdict: "reject", reason: "too late" },
    );
    if (answered.accepted) throw new Error(`the answer to ${id} was accepted after the end`);
  }
  const outcomeLater = await run.cancel("after the end");
  await runtime.close();
  const snapshot = run.snapshot();
  return {
    scenario,
    root,
    places,
    bound: bound(plan),
    outcome: before,
    outcomeLater,
    facts,
    log: [...host.log],
    calls,
    left: host.left().attempts,
    snapshot,
    untimely,
    keys,
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

/** A host that notices what is asked of it too late or too early, and breaks runs that never rest. */
function watched(host: Host, watch: Watch): Host {
  return {
    newRunId: () => host.newRunId(),
    open: (placement) => watchedSession(host.open(placement), watch),
  };
}

interface Watch {
  readonly untimely: string[];
  readonly keys: Map<string, string>;
}

function watchedSession(session: Session, { untimely, keys }: Watch): Session {
  const committed = new Set<string>();
  let isOver = false;
  let turns = 0;
  const watch = (what: string): void => {
    if (isOver) untimely.push(`${what} after the end`);
  };
  const needs = (intent: string): void => {
    if (!committed.delete(intent)) untimely.push(`${intent} was not committed before`);
  };
  return {
    now: () => session.now(),
    commit(facts) {
      watch("commit");
      for (const { type, path } of facts)
        if (type === "attempt.started" || type === "attempt.aborted") committed.add(`${type} ${path}`);
      return session.commit(facts);
    },
    begin(effects, at) {
      for (const { id } of effects) watch(`begin ${id}`);
      for (const effect of effects) {
        if (effect.kind !== "work") continue;
        keys.set(effect.id, effect.idempotencyKey);
        needs(`attempt.started ${effect.path}`);
      }
      session.begin(effects, at);
    },
    withdraw(id, why) {
      watch(`withdraw ${id}`);
      if (id.includes("#")) needs(`attempt.aborted ${id.replace(/(~\d+)?#\d+$/, "")}`);
      session.withdraw(id, why);
    },
    next(waiting) {
      watch("next");
      return session.next(waiting);
    },
    post: (completion) => session.post(completion),
    fit: (site, question, value) => session.fit(site, question, value),
    breathe() {
      if (++turns > TURNS_MAX) throw new Error("the run never rests");
      return session.breathe();
    },
    close() {
      watch("close");
      isOver = true;
      session.close();
    },
  };
}

interface Props {
  readonly places: ReadonlyMap<string, Planted>;
  readonly calls: Call[];
  readonly cues: Cues;
}

/** The script of a scenario: each agent goes round its acts, and people go round their answers. */
function scriptOf(scenario: Scenario, { places, calls, cues }: Props): Script {
  const turns = new Map<Planted, number>();
  let asked = 0;
  const { cancelAtMs, answers } = scenario;
  return {
    act({ path, attempt, input }) {
      const it = places.get(placeOf(path));
      if (it?.draft.kind !== "agent") throw new Error(`no agent is drafted at ${path}`);
      const turn = turns.get(it) ?? 0;
      turns.set(it, turn + 1);
      const act = it.draft.acts[turn % Math.max(1, it.draft.acts.length)] ?? DEFAULT_ACT;
      const mark = calls.length;
      calls.push({ path, attempt, input, act, mark });
      if (act.ends.how === "works") cues.set(it, { work: act.ends.by, mark });
      return actOf(act, { mark, input });
    },
    answer() {
      const turn = asked++;
      const draft = answers[turn % Math.max(1, answers.length)];
      const reply = draft === undefined ? undefined : replyOf(draft.verdict, turn);
      return draft === undefined || reply === undefined ? undefined : { afterMs: draft.afterMs, reply };
    },
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
    case "throws":
      return { ...common, ends: { throws: thrownOf(ends.thrown) } };
    case "returns": {
      const about = ends.confidence === undefined ? {} : { about: { confidence: ends.confidence } };
      return { ...common, ends: { returns: valueOf(ends.value, at), ...about } };
    }
  }
}

function replyOf(verdict: Scenario["answers"][number]["verdict"], turn: number): Reply | undefined {
  switch (verdict) {
    case "silence":
      return undefined;
    case "reject":
      return { verdict, reason: "no" };
    case "edit":
    case "skip":
      return { verdict, value: Object.freeze({ person: turn }) };
    default:
      return { verdict };
  }
}

/** The agent that is drafted at a path of a run. */
export function agentAt(played: Played, path: string): AgentDraft | undefined {
  const draft = played.places.get(placeOf(path))?.draft;
  return draft?.kind === "agent" ? draft : undefined;
}
