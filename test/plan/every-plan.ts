import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check, policy } from "../../src/gates/check.ts";
import { confidence } from "../../src/gates/confidence.ts";
import type { Judged, Verdict } from "../../src/patterns/verdict.ts";
import type { Ballot } from "../../src/patterns/vote.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate, type Progress, type Task } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { AnyPlan, Plan } from "../../src/plan/plan.ts";
import { refine } from "../../src/plan/refine.ts";
import { route } from "../../src/plan/route.ts";
import { best, majority, quorum, weighted } from "../../src/plan/vote-rules.ts";
import { repeat, vote } from "../../src/plan/vote.ts";
import { step } from "./plans.ts";

const DAY = 86_400_000;

/** Gives what a judge of an output has to. */
export function critic(name: string): Plan<Judged<unknown, unknown>, Verdict> {
  return agent(name, { work: (_: Judged<unknown, unknown>): Verdict => ({ verdict: "pass" }) });
}

/** Chooses among ballots. */
function chooser(name: string): Plan<readonly Ballot<unknown>[], number> {
  return agent(name, { work: (_: readonly Ballot<unknown>[]) => 0 });
}

/** An agent of which everything is declared. */
export const writer = agent("writer", {
  input: z.unknown(),
  output: z.unknown(),
  work: (input: unknown): unknown => input,
  asks: 2,
  brief: { goal: "a reply", definitionOfDone: "it is sent", context: "a shop", format: "text" },
  timeoutMs: 20_000,
  expects: { latencyMs: 900, costUsd: 0.01 },
  idempotent: true,
})
  .gatedBefore(approval("may-it", { when: () => true, asks: "May it?", deadlineMs: DAY, otherwise: "reject" }))
  .gated(
    check("short", () => true),
    judge("fair", critic("fair-judge")),
    approval("lead", { quorum: 2, roles: ["lead", "boss"], onReject: "revise", deadlineMs: DAY, otherwise: "approve" }),
    confidence("sure", {
      use: 0.8,
      ask: { from: 0.4, asks: "Is it right?", deadlineMs: 60_000, otherwise: "reject" },
    }),
    confidence("at-all", { use: 0.1 }),
    policy("no-names", () => true),
  )
  .answers((question) => question, step("desk"))
  .budgeted({ steps: 9, toolCalls: 1, tokens: 9_000, usd: 1, wallMs: 60_000, depth: 4, spawned: 9 })
  .supervised({
    transient: [
      retry({ attempts: 2, delayMs: 5 }),
      retry({ backoff: { initialMs: 1, factor: 3, maxMs: 9, jitter: "none" }, scope: "all", restarts: 1 }),
      fallback(step("spare")),
      skip({ reply: null }),
    ],
    "rate-limited": [retry()],
    timeout: [escalate()],
    "invalid-output": [revise({ rounds: 1 })],
    rejected: [],
    permanent: [],
    defect: [],
    unresolved: [],
    budget: [skip(0)],
    unresponsive: [],
    lost: [],
    escalated: [],
    refused: [],
    "*": [],
  });

const front = agent("front", { handsTo: ["billing"], work: (_: unknown): unknown => 0 });
const billing = agent("billing", { handsTo: ["front"], work: (_: unknown): unknown => 0 });
const tech = agent("tech", { work: (_: unknown): unknown => 0 });

type Workers = { readonly search: Plan<unknown, unknown>; readonly extract: Plan<unknown, unknown> };
const planner = agent("planner", { work: (_: Progress<unknown, Workers>): readonly Task<Workers>[] => [] });
const synthesizer = agent("synthesizer", { work: (_: Progress<unknown, Workers>): unknown => 0 });
const label = agent("label", { work: (_: unknown): "tech" => "tech" });

/** A person of whom everything is declared, and one of whom as little as may be. */
const people = [
  human("lead", {
    input: z.unknown(),
    output: z.unknown(),
    asks: "What now?",
    deadlineMs: DAY,
    otherwise: { value: 0 },
  }).gated(judge("sane", critic("sane-judge"))),
  human("anybody", { output: z.unknown(), deadlineMs: 1_000, otherwise: "fail" }),
];

/** Plans in which every kind and every option occurs. */
export const EVERY_PLAN: readonly AnyPlan[] = [
  writer,
  ...people,
  pass<unknown>(),
  step("slice").given((context: unknown) => context),
  chain("steps", [step("draft"), step("send")]).supervised({ timeout: [retry({ from: "draft", restarts: 2 })] }),
  parallel("parts", { ticket: pass<unknown>(), orders: step("lookup") }),
  branch("size", { on: () => "small", cases: { small: step("quick"), large: step("slow") } }),
  loop("polish", step("polish-once"), { until: () => true, max: 5, exhausted: "last" }),
  map("mails", step("read"), { concurrency: 4, maxItems: 9 }),
  map("all-mails", step("read-any")),
  vote("panel", repeat(step("voter"), 3), majority({ ballot: String, tie: chooser("umpire") })),
  vote("board", [step("chair"), step("member")], weighted({ ballot: String, tie: "first", weights: { chair: 2 } })),
  vote("two-of", [step("a"), step("b"), step("c")], quorum(2, { ballot: String })),
  vote("contest", [step("left"), step("right")], best(chooser("jury"))),
  route("desk", { by: label, to: { tech }, otherwise: step("anyone"), reroutes: 2 }),
  refine("edit", { generate: step("write"), evaluate: critic("critic"), rounds: 3, unapproved: "best" }),
  handoff("swarm", { front, billing, tech }, { start: "front", max: 6 }),
  graph(
    "web",
    { orders: step("orders"), history: step("history"), join: step("join"), log: step("log") },
    {
      after: {
        join: ["orders", { node: "history", when: () => true }],
        log: ["join"],
      },
      output: "join",
    },
  ),
  orchestrate("research", {
    workers: { search: step("search"), extract: step("extract") },
    planner,
    synthesizer,
    rounds: 2,
    maxTasks: 10,
    concurrency: 3,
    approve: approval("tasks", { deadlineMs: DAY, otherwise: "approve" }),
  }),
];
