import type { initialTransition } from "xstate";
import type { SupervisorRequest } from "../../machines/supervisor-context.ts";
import type { supervisorMachine } from "../../machines/supervisor.machine.ts";
import type { ChildInfo, GroupRequest } from "../../machines/supervision/group.ts";
import type { Supplied } from "../../src/model/answer.ts";
import type { FailureKind } from "../../src/model/failure.ts";
import type { Call } from "../../src/patterns/coordinator.ts";
import type { Spec } from "../../src/plan/spec.ts";

/** Where an attempt is made: by which agent, how often it was answered, and in which group. */
interface At {
  readonly path: string;
  readonly answers: number;
  readonly group: Spec;
}

/** Who decides what happens: every answer is its own. */
export interface Adversary {
  /** What an attempt comes to. */
  attempt(spec: Spec, at: At): "done" | "declined" | "asked" | "handed" | FailureKind;
  /** The name that a branch's function or a classifier gives; undefined: the function throws. */
  choose(names: readonly string[], group: Spec): string | undefined;
  /** Which of `count` things that could happen next does. */
  pick(count: number): number;
  /** What a planner, an evaluator, a judge or whoever answers gives; left out: it is picked. */
  give?(spec: Spec, group: Spec): unknown;
  /** What a loop's, a vote's and a graph's function gives; left out: it is picked. */
  say?(call: Call): unknown;
}

/** How many attempts were started, and how it ended; `stuck` where nothing was left that could happen. */
export interface Seen {
  readonly started: number;
  readonly ended: "done" | "failed" | "stopped" | "stuck" | "cut off";
}

export type Start = Extract<GroupRequest, { ask: "start" }>;
type Snapshot = ReturnType<typeof initialTransition<typeof supervisorMachine>>[0];

export interface Group {
  readonly kind: "group";
  readonly at: Start | undefined;
  readonly parent: Group | undefined;
  readonly spec: Spec;
  readonly children: Map<number, Node>;
  readonly waits: Map<number, () => void>;
  /** Hears the end of a plan that is run for a gate of an agent; until then it is open. */
  readonly consulted: ((word: Word) => void) | undefined;
  isOpen: boolean;
  snapshot: Snapshot;
}
export interface Leaf {
  readonly kind: "leaf";
  readonly at: Start;
  readonly parent: Group;
  readonly spec: Spec;
  /** The plans around it that may know what it asks back for, the nearest first. */
  readonly sources: readonly ChildInfo[];
  attempt: number;
  answers: number;
  consultations: number;
  consulting: Group | undefined;
  isStopping: boolean;
  pending: (() => void) | undefined;
}
export type Word = Extract<SupervisorRequest, { ask: "tellDone" | "tellFailed" | "tellStopped" }>;
export type Node = Group | Leaf;

export const STAMP = { now: 0, draw: 0 } as const;
const VERDICTS: readonly unknown[] = [
  { verdict: "pass" },
  { verdict: "revise", feedback: "more" },
  { verdict: "reject", reason: "no" },
];

export function isPass(output: unknown): boolean {
  return typeof output === "object" && output !== null && "verdict" in output && output.verdict === "pass";
}

export function answersOf({ answers }: Leaf): { readonly answers?: readonly Supplied[] } {
  return answers === 0
    ? {}
    : { answers: Array.from({ length: answers }, () => ({ question: "what?", answer: "that" })) };
}

export const LIST: unknown = [
  [
    [[], []],
    [[], []],
  ],
  [
    [[], []],
    [[], []],
  ],
];

/** What the function of a loop, a vote, a graph or a branch gives. */
export function saidBy(adversary: Adversary, call: Call, spec: Spec): unknown {
  const names = spec.children.map(({ segment }) => segment);
  if (call === "on" || call === "select") return adversary.choose(names, spec);
  const said = adversary.say?.(call);
  if (call === "when") return Object.fromEntries(names.map((name) => [name, said ?? adversary.pick(2) === 0]));
  return said ?? (call === "until" ? adversary.pick(2) === 0 : adversary.pick(3));
}

/** What an agent gives: what its part is, by its name, else a list. */
export function givenBy(adversary: Adversary, { spec, parent }: Leaf): unknown {
  const given = adversary.give?.(spec, parent.spec);
  if (given !== undefined) return given;
  const names = parent.spec.children.map(({ segment }) => segment);
  const one = <T>(list: readonly T[]) => list[adversary.pick(list.length) % list.length];
  if (spec.name.startsWith("label")) return adversary.choose(names, parent.spec);
  if (spec.name.startsWith("critic")) return one(VERDICTS);
  if (spec.name.startsWith("pick")) return adversary.pick(3);
  if (spec.name.startsWith("desk")) return one([null, "known"]);
  if (!spec.name.startsWith("planner")) return LIST;
  const workers = names.slice(2);
  const tasks = Array.from({ length: adversary.pick(4) }, (_, place) => ({
    worker: one(workers),
    label: `${place}`,
    input: LIST,
  }));
  return tasks;
}

export function isPerform(params: unknown): params is { readonly requests: readonly GroupRequest[] } {
  return typeof params === "object" && params !== null && "requests" in params;
}

export function isRequest(params: unknown): params is SupervisorRequest {
  return typeof params === "object" && params !== null && "ask" in params;
}
