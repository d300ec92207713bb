import { createHash } from "node:crypto";
import type { NodeProcess } from "../../src/kernel/process.ts";
import { createKernel, type Kernel, type Setting } from "../../src/kernel/kernel.ts";
import type { Timer } from "../../src/kernel/timers.ts";
import type { Completion, Effect } from "../../src/model/effect.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { FailureKind } from "../../src/model/failure.ts";
import type { Question, Reply } from "../../src/model/question.ts";
import type { Budget, Usage } from "../../src/model/usage.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { layOut } from "../../src/plan/layout.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import type { Closed, Happening } from "./explore.ts";
import { brokenRules } from "./fact-rules.ts";
import { type Machines, REAL, shownDriver, type ShownDriver } from "./shown-driver.ts";

/** How an attempt can come out; it may also not end at all. */
export type Ending =
  | { readonly returns: unknown }
  | { readonly throws: FailureKind; readonly message?: string }
  | { readonly declines: string }
  | { readonly handsOff: string; readonly context?: unknown }
  | { readonly asks: unknown }
  | { readonly invalid: string }
  | { readonly spends: Usage };

/** What a function of the plan can give; `throws` counts as a value here. */
export type Given = { readonly gives: unknown } | "throws";

/** A plan, and all that the world may do to it. */
export interface Scene {
  readonly plan: AnyPlan;
  readonly input?: unknown;
  /** By an agent's name. Default: it returns its name, or fails as transient. */
  readonly endings?: Readonly<Record<string, readonly Ending[]>>;
  /** By the path of the node, or the name of the gate. */
  readonly functions?: Readonly<Record<string, readonly Given[]>>;
  readonly replies?: readonly Reply[];
  readonly budget?: Budget;
  readonly deadlineMs?: number;
  readonly escalationMs?: number;
  /** It may be cancelled at any moment. Default true. */
  readonly cancels?: boolean;
  /** Two things may arrive at once, before the run has looked at the first. Default true. */
  readonly pairs?: boolean;
  readonly machines?: Machines;
}

/** One or two completions that arrive together. */
export interface Arrival extends Happening {
  readonly label: string;
  readonly completions: readonly Completion[];
}

/** A run at rest: what led here, and what can come next. */
export interface Moment {
  readonly trace: readonly Arrival[];
  readonly print: string;
  readonly isOver: boolean;
  readonly arrivals: readonly Arrival[];
  readonly wrongs: readonly string[];
}

/**
 * The real kernel and the real machines, with the world as the only source of what happens. A kernel cannot be copied, so
 * a moment is its history, replayed; the kernel that came there first is used for what happens next, as long as it lasts.
 */
export function closedRun(scene: Scene): Closed<Moment, Arrival> {
  const seen = new Set<string>();
  const kept = new WeakMap<Moment, Playing>();

  function arriveAt(playing: Playing | undefined, trace: readonly Arrival[]): Moment {
    if (playing === undefined) return broken(trace, "it threw while it was replayed");
    const moment = momentOf(scene, playing, trace);
    if (!seen.has(moment.print)) kept.set(moment, playing);
    seen.add(moment.print);
    return moment;
  }

  return {
    start: arriveAt(replay(scene, []), []),
    events: ({ arrivals }) => arrivals,
    next(moment, arrival) {
      const trace = [...moment.trace, arrival];
      const playing = kept.get(moment) ?? replay(scene, moment.trace);
      kept.delete(moment);
      const before = playing?.kernel.core.facts.length;
      const problem = playing === undefined ? "it threw while it was replayed" : takeIn(playing, arrival);
      if (playing === undefined || problem !== undefined) return broken(trace, problem ?? "");
      if (playing.kernel.core.facts.length === before) return broken(trace, "nothing was written down");
      if (arrival.isStale !== true || printOf(playing) !== moment.print) return arriveAt(playing, trace);
      kept.set(moment, playing);
      return moment;
    },
    print: ({ print }) => print,
    isOver: ({ isOver }) => isOver,
    wrongs: ({ wrongs }) => wrongs,
  };
}

const GRACE_MS = 7;

interface Playing {
  readonly kernel: Kernel;
  readonly driver: ShownDriver;
  readonly aborted: Set<string>;
  /** What was begun and may come late, by id: work, and the schemas of inputs. */
  readonly begun: Map<string, Effect>;
}

/** A kernel that has seen all this; none where it threw. */
function replay(scene: Scene, trace: readonly Arrival[]): Playing | undefined {
  const playing = open(scene);
  settle(playing);
  return trace.some((arrival) => takeIn(playing, arrival) !== undefined) ? undefined : playing;
}

/** Lets something arrive, and everything that follows from it happen; what was thrown, if anything was. */
function takeIn(playing: Playing, { completions }: Arrival): string | undefined {
  try {
    for (const completion of completions) playing.kernel.arrive(completion);
    settle(playing);
    return undefined;
  } catch (error) {
    return `it threw ${String(error)}`;
  }
}

function broken(trace: readonly Arrival[], what: string): Moment {
  const print = `broken: ${what}: ${trace.map(({ label }) => label).join(",")}`;
  return { trace, print, isOver: true, arrivals: [], wrongs: [what] };
}

function open(scene: Scene): Playing {
  const spec = specOf(scene.plan);
  const layout = layOut(spec);
  const setting: Setting = {
    runId: "explored",
    seed: 1,
    layout,
    input: scene.input ?? "input",
    budget: { ...spec.budget, ...scene.budget },
    bound: undefined,
    startedAt: 0,
    graceMs: GRACE_MS,
    deadlineMs: scene.deadlineMs,
    escalationMs: scene.escalationMs,
    isUnattended: false,
  };
  const driver = shownDriver(scene.machines ?? REAL);
  const aborted = new Set<string>();
  const kernel = createKernel(setting, { driver, withdraw: (id) => void aborted.add(id) });
  return { kernel, driver, aborted, begun: new Map() };
}

/** Opens letters until none is left. */
function settle({ kernel, begun }: Playing): void {
  for (let turns = 0; kernel.step(100); turns++) if (turns > 100) throw new Error("the queue never runs dry");
  for (const effect of kernel.takeFresh())
    if (effect.kind === "work" || (effect.kind === "evaluate" && effect.of === "input")) begun.set(effect.id, effect);
}

function momentOf(scene: Scene, playing: Playing, trace: readonly Arrival[]): Moment {
  const { core } = playing.kernel;
  const isOver = core.outcome !== undefined;
  const rules = brokenRules(core.facts);
  return {
    trace,
    print: printOf(playing),
    isOver,
    arrivals: isOver ? [] : arrivalsAt(scene, playing),
    wrongs: [...rules, ...(isOver ? leftovers(playing) : miscounts(playing))],
  };
}

/** Nothing of a run may be left once it is over. */
function leftovers({ kernel: { core }, driver }: Playing): readonly string[] {
  const left: string[] = [];
  if (core.outstanding.size > 0) left.push(`still out at the end: ${[...core.outstanding.keys()].join(", ")}`);
  if (core.timers.size > 0) left.push(`${core.timers.size} timers still set at the end`);
  const live = [...core.live.keys()].filter((path) => path !== "");
  if (live.length > 0) left.push(`still live at the end: ${live.join(", ")}`);
  const machines = Object.keys(driver.shown());
  if (machines.length > 0) left.push(`machines that nobody let go of: ${machines.join(", ")}`);
  if (core.queue.size > 0) left.push(`${core.queue.size} letters were never opened`);
  for (const [owner, clock] of core.clocks)
    if (clock.since !== undefined) left.push(`the clock of ${owner} still runs`);
  return left;
}

/** All nodes that live, and what runs plans for gates, which is no node. */
function processesOf({ live }: Kernel["core"]): readonly NodeProcess[] {
  return [...live.values()].flatMap((process) =>
    process.kind === "agent"
      ? [process, ...[process.gate, process.closing].flatMap((gate) => gate?.consultation ?? [])]
      : [process],
  );
}

/** The clock of a ledger counts what works and what backs off below it, neither more nor less. */
function miscounts({ kernel: { core } }: Playing): readonly string[] {
  const busy = new Map<string, number>();
  const count = (owners: readonly string[]) => owners.forEach((owner) => busy.set(owner, (busy.get(owner) ?? 0) + 1));
  for (const process of processesOf(core)) {
    if (process.kind === "agent" && process.effect !== undefined) count(process.ledgers);
    if (process.kind === "agent" && process.gate?.timer !== undefined) count(process.ledgers);
    if (process.kind === "supervisor")
      for (const slot of process.waits.keys()) count(process.children.get(slot)?.ledgers ?? process.ledgers);
  }
  return [...core.clocks].flatMap(([owner, clock]) =>
    clock.busy === (busy.get(owner) ?? 0)
      ? []
      : [`the clock of ${owner} counts ${clock.busy} at work, and ${busy.get(owner) ?? 0} are`],
  );
}

function arrivalsAt(scene: Scene, playing: Playing): readonly Arrival[] {
  const { core } = playing.kernel;
  const { outstanding, wakeAt } = playing.kernel.waiting();
  const singles: Arrival[] = [];
  const add = (label: string, completion: Completion) =>
    singles.push({ type: "arrival", label, completions: [completion] });
  for (const effect of outstanding.values())
    for (const [label, completion] of completionsOf(scene, playing, effect)) add(label, completion);
  if (wakeAt !== undefined) add(`+${wakeAt - core.now}ms`, { kind: "woke", at: wakeAt });
  if (scene.cancels !== false && core.cancelled === undefined)
    singles.push({
      type: "arrival",
      label: "cancel",
      isOutside: true,
      completions: [{ kind: "cancelled", at: core.now, reason: "why not", by: "caller" }],
    });
  return [...staleArrivals(playing), ...singles, ...(scene.pairs === false ? [] : pairsOf(singles))];
}

/** Two things that arrive before either is looked at; time does not pass between them. */
function pairsOf(singles: readonly Arrival[]): readonly Arrival[] {
  return singles.flatMap((first) =>
    singles.flatMap((second) => {
      const [a, b] = [first.completions[0], second.completions[0]];
      if (a === undefined || b === undefined || first === second) return [];
      if (idOf(a) !== undefined && idOf(a) === idOf(b)) return [];
      if (b.kind === "woke" && a.at !== b.at) return [];
      const at = Math.max(a.at, b.at);
      const isOutside = first.isOutside === true || second.isOutside === true;
      const label = `(${first.label} & ${second.label})`;
      return [{ type: "arrival", label, isOutside, completions: [a, { ...b, at }] }];
    }),
  );
}

function idOf(completion: Completion): string | undefined {
  return "id" in completion ? completion.id : "question" in completion ? completion.question : undefined;
}

function completionsOf(
  scene: Scene,
  { kernel: { core }, aborted }: Playing,
  effect: Effect,
): readonly (readonly [string, Completion])[] {
  const at = core.now;
  const { id } = effect;
  switch (effect.kind) {
    case "work": {
      const name = nameOf(effect.path);
      const isAborted = aborted.has(id);
      const endings = scene.endings?.[effect.path] ??
        scene.endings?.[name] ?? [{ returns: name }, { throws: "transient" }];
      const ends = endings
        .filter((ending) => !("spends" in ending) || !isAborted)
        .map((ending) => [`${id} ${wordOf(ending)}`, endOf(id, at, ending)] as const);
      if (!isAborted) return ends;
      return [
        [`${id} obeys`, { kind: "threw", at, id, thrown: { name: "AbortError", message: "aborted" } }],
        ...ends.slice(0, 1),
      ];
    }
    case "evaluate": {
      if (effect.of === "input") return looksAtInput(id, at);
      const given = scene.functions?.[effect.path] ?? [{ gives: true }];
      return given.map((said) =>
        said === "throws"
          ? ([`${id} throws`, { kind: "notEvaluated", at, id, thrown: { name: "Error", message: "threw" } }] as const)
          : ([`${id} gives ${JSON.stringify(said.gives)}`, { kind: "evaluated", at, id, value: said.gives }] as const),
      );
    }
    case "question":
      return repliesTo(scene, effect.question).map(
        (reply) => [`${reply.verdict} ${id}`, { kind: "answered", at, question: id, reply, by: id }] as const,
      );
  }
}

/** Where several must approve, somebody edits at most once: each edit begins the approving anew. */
function repliesTo({ replies = [] }: Scene, { approvals = [] }: Question): readonly Reply[] {
  return approvals.length === 0 ? replies : replies.filter(({ verdict }) => verdict !== "edit");
}

/** What the schema of an input can say of it; it may also take too long. */
function looksAtInput(id: string, at: number): readonly (readonly [string, Completion])[] {
  const misfit = { where: "input", issues: [{ message: "odd" }], previous: "odd" } as const;
  const thrown = { name: "Error", message: "the schema threw" };
  return [
    [`${id} fits`, { kind: "evaluated", at, id, value: true }],
    [`${id} does not fit`, { kind: "invalid", at, id, ...misfit }],
    [`${id} throws`, { kind: "threw", at, id, thrown }],
  ];
}

function wordOf(ending: Ending): string {
  if ("throws" in ending) return ending.throws;
  if ("declines" in ending) return "declines";
  if ("handsOff" in ending) return `hands off to ${ending.handsOff}`;
  if ("asks" in ending) return "asks";
  if ("invalid" in ending) return `invalid (${ending.invalid})`;
  return "spends" in ending ? "spends" : "returns";
}

function endOf(id: string, at: number, ending: Ending): Completion {
  if ("returns" in ending) return { kind: "returned", at, id, value: ending.returns };
  if ("declines" in ending) return { kind: "declined", at, id, reason: ending.declines };
  if ("handsOff" in ending) return { kind: "handed", at, id, to: ending.handsOff, context: ending.context ?? null };
  if ("asks" in ending) return { kind: "asked", at, id, question: ending.asks };
  if ("spends" in ending) return { kind: "spent", at, id, usage: ending.spends };
  if ("invalid" in ending)
    return { kind: "invalid", at, id, where: "output", issues: [{ message: ending.invalid }], previous: "bad" };
  const { throws, message = throws } = ending;
  return { kind: "threw", at, id, thrown: { name: "Error", message, declared: throws } };
}

/** Work that has ended, or was abandoned, says something again, and so does a schema; a question that is closed is answered. */
function staleArrivals({ kernel: { core }, begun }: Playing): readonly Arrival[] {
  const at = core.now;
  const stale: Arrival[] = [];
  for (const [id, { kind }] of begun) {
    if (core.outstanding.has(id)) continue;
    const late: Completion =
      kind === "work" ? { kind: "returned", at, id, value: "late" } : { kind: "evaluated", at, id, value: true };
    stale.push({ type: "late", isStale: true, label: `${id} late`, completions: [late] });
  }
  for (const id of core.questions.keys()) {
    if (core.outstanding.has(id)) continue;
    const reply: Reply = { verdict: "edit", value: "late" };
    stale.push({
      type: "late",
      isStale: true,
      label: `${id} answered late`,
      completions: [{ kind: "answered", at, question: id, reply }],
    });
  }
  return stale;
}

/** The plan's own name: the last segment, without its index or the mark of a fallback. */
function nameOf(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/^fallback:/, "").replace(/\[\d+\]$/, "");
}

/** All that the future depends on, and nothing else: times are relative, words of dispositions and facts are left out. */
function printOf({ kernel, driver, aborted }: Playing): string {
  const { core } = kernel;
  const until = (timer: Timer | undefined) =>
    timer === undefined || timer.isCancelled ? undefined : timer.at - core.now;
  const processes = processesOf(core).map((process) =>
    process.kind === "agent"
      ? [
          process.id,
          process.attempt,
          process.effect,
          process.gate?.id,
          process.gate?.consultation?.id,
          process.closing?.consultation?.id,
          [...(process.consultations ?? [])],
          until(process.timer),
          until(process.gate?.timer),
        ]
      : [
          process.id,
          [...process.children].map(([slot, child]) => [slot, child.id]),
          [...process.waits].map(([slot, timer]) => [slot, until(timer)]),
          [...process.effects],
          process.question,
        ],
  );
  const all = {
    machines: driver.shown(),
    processes,
    outstanding: [...core.outstanding.keys()].map((id) => [id, aborted.has(id)]),
    questions: [...core.questions.values()].map(({ question, timer, closed }) => [question.id, closed, until(timer)]),
    deadline: core.deadline === undefined ? undefined : core.deadline - core.now,
    told: memoryOf(core.facts),
    clocks: [...core.clocks].map(([owner, { limitMs, usedMs, since }]) => [
      owner,
      limitMs === undefined ? 0 : usedMs,
      since !== undefined,
    ]),
    cancelled: core.cancelled !== undefined,
    outcome: core.outcome?.status,
  };
  return createHash("sha1").update(JSON.stringify(all, withoutConstants)).digest("base64");
}

/** What a run remembers of what is over, as its facts say it: outputs, what was taken back, what was spent. */
function memoryOf(facts: readonly Fact[]): unknown {
  const finished = new Map<string, unknown>();
  const counts = new Map<string, number>();
  const count = (what: string, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by);
  for (const fact of facts) {
    if (fact.type === "node.ended" && ["done", "skipped"].includes(fact.how))
      finished.set(fact.path, [fact.how, fact.output]);
    if (fact.type === "node.voided")
      for (const path of finished.keys())
        if (path === fact.path || path.startsWith(`${fact.path}/`)) finished.delete(path);
    if (fact.type === "attempt.started" || fact.type === "node.started" || fact.type === "node.voided")
      count(`${fact.type} ${fact.path}`);
    if (fact.type === "node.failed" && fact.isAbandoned) count(`abandoned ${fact.path}`);
    if (fact.type === "ledger.spent") count(`spent ${fact.owner}`);
    if (fact.type === "work.spent") count(`usd ${fact.path}`, fact.usage.costUsd ?? 0);
  }
  return [[...finished], [...counts]];
}

/** What never changes in a run, and requests that were performed already. */
const CONSTANT = new Set(["children", "lineage", "table", "fallbacks", "requests"]);

function withoutConstants(key: string, value: unknown): unknown {
  return CONSTANT.has(key) ? undefined : value;
}
