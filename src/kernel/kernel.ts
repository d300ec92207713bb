import type { Stamp } from "../../machines/events.ts";
import { type Book, EMPTY_BOOK, openLedger, stepLedgers, stepsLeft } from "../budget/book.ts";
import type { Completion, Effect } from "../model/effect.ts";
import type { Question } from "../model/question.ts";
import { draw, hash32 } from "../model/random.ts";
import type { Budget, Spend } from "../model/usage.ts";
import { atRest } from "../patterns/catalogue.ts";
import type { Layout } from "../plan/layout.ts";
import type { Spec } from "../plan/spec.ts";
import { performAgent } from "./agent-effects.ts";
import { arrive } from "./arrivals.ts";
import { type Core, deadLetter, isOvertaken, type Letter, type NodeView, record, send } from "./core.ts";
import type { Driver } from "./driver.ts";
import { performGate } from "./gate-effects.ts";
import { createHarvest } from "./harvest.ts";
import { performGroup } from "./group-effects.ts";
import { place, spawn } from "./life.ts";
import { plannedNodes } from "./planned.ts";
import type { Waiting } from "./port.ts";
import { type NodeProcess, type SupervisorProcess, UNASKED } from "./process.ts";
import { createQueue } from "./queue.ts";
import { createReceipts } from "./receipts.ts";
import { createTimers } from "./timers.ts";
import { latest, spend, windClocks } from "./wall.ts";

/** What a run is, before it begins. */
export interface Setting {
  readonly runId: string;
  readonly seed: number;
  readonly layout: Layout;
  readonly input: unknown;
  readonly budget: Budget;
  readonly bound: number | undefined;
  readonly startedAt: number;
  /** How long aborted work is waited for, in milliseconds. */
  readonly graceMs: number;
  /** Calendar time for the whole run, in milliseconds from its start. */
  readonly deadlineMs: number | undefined;
  /** How long a person has for an escalation; none: nobody is asked. */
  readonly escalationMs: number | undefined;
  /** Nobody is there to be asked: questions take their defaults at once. */
  readonly isUnattended: boolean;
}

/** What is seen of a run at a moment. */
export interface Snapshot {
  readonly nodes: readonly NodeView[];
  readonly questions: readonly Question[];
  readonly spend: Spend;
}

/** One run's machine room: it routes, and decides nothing. */
export interface Kernel {
  readonly core: Core;
  /** Opens up to `limit` letters, and says whether any are left. */
  step(limit: number): boolean;
  arrive(completion: Completion): void;
  /** The effects that were declared since the last call. */
  takeFresh(): readonly Effect[];
  waiting(): Waiting;
  snapshot(): Snapshot;
}

/** Builds a run up to its first letter. */
export function createKernel(
  setting: Setting,
  parts: { readonly driver: Driver; readonly withdraw: Core["withdraw"] },
): Kernel {
  const core = createCore(setting, parts);
  const run = rootProcess(core, setting);
  begin(core, setting, run);
  return {
    core,
    step(limit) {
      for (let i = 0; i < limit; i++) {
        const letter = core.queue.take();
        if (letter === undefined) break;
        core.cause = letter.cause;
        open(core, letter);
      }
      if (core.queue.size > 0) return true;
      if (core.outcome === undefined) windClocks(core, setting.layout.root.name);
      return false;
    },
    arrive: (completion) => arrive(core, completion, run),
    takeFresh() {
      const { fresh } = core;
      core.fresh = [];
      return fresh;
    },
    waiting: () => ({ outstanding: core.outstanding, wakeAt: core.timers.next() }),
    snapshot: () => snapshot(core, setting.layout.root.name),
  };
}

function createCore(setting: Setting, parts: { readonly driver: Driver; readonly withdraw: Core["withdraw"] }): Core {
  const { runId, layout, graceMs, startedAt, deadlineMs, escalationMs, isUnattended } = setting;
  return {
    runId,
    seed: hash32(runId, setting.seed),
    graceMs,
    layout,
    ...parts,
    deadline: deadlineMs === undefined ? undefined : startedAt + deadlineMs,
    deadlineTimer: undefined,
    escalationMs,
    isUnattended,
    now: startedAt,
    queue: createQueue<Letter>(),
    timers: createTimers(),
    live: new Map(),
    views: new Map(),
    book: rootBook(setting),
    clocks: new Map([
      [layout.root.name, { limitMs: setting.budget.wallMs, busy: 0, usedMs: 0, since: undefined, timer: undefined }],
    ]),
    halted: new Set(),
    restless: new Set(),
    outstanding: new Map(),
    owners: new Map(),
    fresh: [],
    harvest: createHarvest(),
    voids: new Map(),
    lives: new Map(),
    abandoned: [],
    questions: new Map(),
    receipts: createReceipts(),
    facts: [],
    cause: undefined,
    arriving: undefined,
    cancelled: undefined,
    outcome: undefined,
  };
}

function rootBook({ layout, budget }: Setting): Book {
  return openLedger(EMPTY_BOOK, layout.root.name, budget);
}

/** The run around the plan: a supervisor like any other, with one child and nobody above. */
function rootProcess(core: Core, { layout, input }: Setting): SupervisorProcess {
  const spec: Spec = { kind: "run", name: "", children: [], course: atRest("run", { names: [layout.root.name] }) };
  const request = { ...UNASKED, input };
  const run = place(core, { parent: undefined, request, spec, owners: [layout.root.name] });
  if (run.kind !== "supervisor") throw new Error("the run is a supervisor");
  core.live.set("", run);
  return run;
}

function begin(core: Core, setting: Setting, run: SupervisorProcess): void {
  const { layout, runId, input, budget, bound } = setting;
  const root = layout.sites[layout.root.site];
  const nodes = root === undefined ? [] : plannedNodes(root);
  for (const { path, kind } of nodes) core.views.set(path, { path, kind, state: "idle", disposition: "", attempt: 0 });
  record(core, "", {
    type: "run.started",
    runId,
    plan: layout.root.name,
    nodes,
    input,
    budget,
    bound,
    deadline: core.deadline,
  });
  if (core.deadline !== undefined) {
    const message = `the run was not over ${setting.deadlineMs} ms after its start`;
    const failure = { kind: "timeout", path: layout.root.name, message, code: "deadline" } as const;
    const fire = () => send(core, { kind: "supervisor", to: run, event: { type: "HALT", failure } });
    core.deadlineTimer = core.timers.set({ name: "deadline", path: "", at: core.deadline, fire });
  }
  send(core, { kind: "supervisor", to: run, event: { type: "START", input, attempt: 1 } });
}

/** Delivers one letter, and performs what its machine asks for in return. What no transition took is a dead letter. */
function open(core: Core, letter: Letter): void {
  if (core.outcome !== undefined || isOvertaken(letter)) return;
  switch (letter.kind) {
    case "spawn":
      return spawn(core, letter.to, letter.request);
    case "agent": {
      const requests = letter.to.actor.send(letter.event);
      if (requests === undefined) return deadLetter(core, letter.to.path, `${letter.event.type} for ${letter.to.id}`);
      for (const request of requests) performAgent(core, letter.to, request);
      return;
    }
    case "gate": {
      const requests = letter.to.actor.send(letter.event);
      if (requests === undefined)
        return deadLetter(core, letter.to.agent.path, `${letter.event.type} for ${letter.to.id}`);
      for (const request of requests) performGate(core, letter.to, request);
      return;
    }
    case "failure":
      return openGroup(core, letter.to, { ...letter.event, stamp: stamp(core, letter.from) });
    case "supervisor":
      return openGroup(core, letter.to, letter.event);
  }
}

function openGroup(core: Core, to: SupervisorProcess, event: Parameters<SupervisorProcess["actor"]["send"]>[0]): void {
  const requests = to.actor.send(event);
  if (requests === undefined) return deadLetter(core, to.path, `${event.type} for ${to.id}`);
  const state = to.actor.state();
  if (state !== to.turned && (state === "running" || state === "recovering" || state === "stopping")) {
    to.turned = state;
    to.disposition = state === "running" ? "" : state;
    if (to.parent !== undefined) record(core, to.path, { type: "supervisor.turned", to: state });
  }
  for (const request of requests) performGroup(core, to, request);
}

/** The moment, a draw of its own for this failure, and what the ledgers would still grant. */
function stamp(core: Core, from: NodeProcess): Stamp {
  const deadline = latest(core, from.ledgers);
  const steps = stepsLeft(core.book, from.ledgers);
  return {
    now: core.now,
    draw: draw(core.seed, `${from.id}#${from.attempt}`),
    ...(deadline === undefined ? {} : { deadline }),
    ...(steps === undefined ? {} : { steps, ledgers: stepLedgers(core.book, from.ledgers) }),
  };
}

function snapshot(core: Core, root: string): Snapshot {
  const nodes: NodeView[] = [];
  for (const view of core.views.values()) {
    const process = core.live.get(view.path);
    nodes.push(Object.freeze(process === undefined ? view : viewOf(process)));
  }
  const questions: Question[] = [];
  for (const { question } of core.questions.values()) if (core.outstanding.has(question.id)) questions.push(question);
  return { nodes, questions, spend: spend(core, root) };
}

/** What its machine says of a node. A supervisor's running, recovering and stopping are working. */
function viewOf({ path, spec, actor, disposition, attempt }: NodeProcess): NodeView {
  const state = actor.state();
  const isOne = state === "idle" || state === "awaiting-gate" || state === "failed" || state === "done";
  return { path, kind: spec.kind, state: isOne ? state : "working", disposition, attempt };
}
