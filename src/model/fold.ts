import type { Fact } from "./fact.ts";
import { foldNode, plannedRecord } from "./fold-node.ts";
import type { NodeRecord } from "./node-record.ts";
import type { Outcome } from "./outcome.ts";
import { EMPTY_TABLE, enter, lookUp, type PathTable, valuesOf } from "./path-table.ts";
import type { Question } from "./question.ts";
import { addUsd, type Budget, NO_SPEND, type Spend, type Usage } from "./usage.ts";

/** A run as its facts tell it: all that can be seen of it, and nothing that is not in them. */
export interface RunView {
  readonly runId: string;
  /** The name of the plan. */
  readonly plan: string;
  readonly budget: Budget;
  /** The plan's worst case in steps, where it has one. */
  readonly bound: number | undefined;
  /** When the run began, and when the last fact was, in milliseconds of the host's clock. */
  readonly startedAt: number;
  readonly at: number;
  /** How many facts there were. */
  readonly facts: number;
  readonly nodes: PathTable<NodeRecord>;
  /** The open questions, in the order in which they were asked. */
  readonly questions: readonly Question[];
  /** What was spent up to `at`. */
  readonly spend: Spend;
  /** The wall time before `runsSince`; it stands while that is undefined. */
  readonly wall: { readonly usedMs: number; readonly runsSince: number | undefined };
  /** Why it was asked to stop. */
  readonly cancelled: string | undefined;
  readonly outcome: Outcome<unknown> | undefined;
}

/** A run before its first fact. */
export const EMPTY_VIEW: RunView = {
  runId: "",
  plan: "",
  budget: {},
  bound: undefined,
  startedAt: 0,
  at: 0,
  facts: 0,
  nodes: EMPTY_TABLE,
  questions: [],
  spend: NO_SPEND,
  wall: { usedMs: 0, runsSince: undefined },
  cancelled: undefined,
  outcome: undefined,
};

/**
 * The view of a run from its facts alone, from the first on without gaps. Up to any moment it equals
 * `run.snapshot()` at that moment: states, dispositions, attempts, questions and what was spent.
 */
export function fold(facts: Iterable<Fact>): RunView {
  let view = EMPTY_VIEW;
  for (const fact of facts) view = foldFact(view, fact);
  return view;
}

/** The view after one more fact. Pure; it costs about the square root of the number of nodes. */
export function foldFact(view: RunView, fact: Fact): RunView {
  const next = { ...view, at: fact.at, facts: view.facts + 1, nodes: nodesAfter(view, fact), ...changesBy(view, fact) };
  return { ...next, spend: { ...next.spend, wallMs: wallMsAt(next, fact.at) } };
}

/** Every node that the plan names or that came up, parents before their parts. */
export function nodesOf(view: RunView): readonly NodeRecord[] {
  return valuesOf(view.nodes);
}

/** How long the run has been at work by a later moment, in milliseconds; waiting for people alone does not count. */
export function wallMsAt({ wall: { usedMs, runsSince } }: RunView, now: number): number {
  return usedMs + (runsSince === undefined ? 0 : Math.max(0, now - runsSince));
}

function nodesAfter({ nodes }: RunView, fact: Fact): PathTable<NodeRecord> {
  if (fact.type === "run.started")
    return fact.nodes.reduce((table, { path, kind }) => enter(table, path, plannedRecord(path, kind)), nodes);
  const known = lookUp(nodes, fact.path);
  if (known === undefined && fact.type !== "node.started") return nodes;
  const before = known ?? plannedRecord(fact.path, "");
  const after = foldNode(before, fact);
  return after === before ? nodes : enter(nodes, fact.path, after);
}

function changesBy(view: RunView, fact: Fact): Partial<RunView> {
  const { spend, questions } = view;
  switch (fact.type) {
    case "run.started": {
      const { runId, plan, budget, bound, at } = fact;
      return { runId, plan, budget, bound, startedAt: at };
    }
    case "attempt.started":
      return { spend: { ...spend, steps: spend.steps + 1 } };
    case "work.spent":
      return { spend: charged(spend, fact.usage) };
    case "question.asked":
      return { questions: [...questions, fact.question] };
    case "question.closed":
      return { questions: questions.filter(({ id }) => id !== fact.question) };
    case "clock.resumed":
      return { wall: { ...view.wall, runsSince: fact.at } };
    case "clock.paused":
      return { wall: { usedMs: fact.wallMs, runsSince: undefined } };
    case "run.resumed":
      return { wall: { ...view.wall, runsSince: movedOn(view, fact.at) } };
    case "run.cancelled":
      return { cancelled: view.cancelled ?? fact.reason };
    case "run.ended":
      return { outcome: fact.outcome };
    default:
      return {};
  }
}

/** Between two processes nothing is at work. */
function movedOn({ wall: { runsSince }, at }: RunView, now: number): number | undefined {
  return runsSince === undefined ? undefined : runsSince + now - at;
}

function charged(spend: Spend, usage: Usage): Spend {
  const tokens = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
  return { ...spend, tokens: spend.tokens + tokens, usd: addUsd(spend.usd, usage.costUsd ?? 0) };
}
