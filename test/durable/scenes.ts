import {
  agent,
  type AnyPlan,
  approval,
  ask,
  type Asked,
  branch,
  chain,
  check,
  fallback,
  graph,
  handoff,
  human,
  judge,
  type Judged,
  loop,
  majority,
  map,
  orchestrate,
  parallel,
  type Progress,
  refine,
  repeat,
  retry,
  route,
  skip,
  type Task,
  type Verdict,
  vote,
} from "../../src/index.ts";
import type { Cast, Script } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { z } from "zod";

/** A run that is killed wherever it can be: the plan, what its work does, and who answers. */
export interface CrashScene {
  readonly plan: AnyPlan;
  readonly input: unknown;
  readonly cast?: Cast;
  readonly answer?: Script["answer"];
  readonly deadlineMs?: number;
  /** Which of its parts are finished is a matter of chance, or of the step that a lost attempt has cost. */
  readonly isLoose?: true;
  /** How long people have for an escalation, where they are asked. */
  readonly escalationMs?: number;
}

const HOUR = 3_600_000;
const work = (name: string) => agent(name, { work: (input: unknown): unknown => ({ [name]: input }) });
const [a, b, c, d] = [work("a"), work("b"), work("c"), work("d")];
const slow = { afterMs: 20, returns: "slow" } as const;
const flaky = [
  { afterMs: 5, throws: fail.transient("flaky") },
  { afterMs: 5, returns: "at last" },
] as const;
const twice = retry({ attempts: 4, delayMs: 30 });
const approve: Script["answer"] = ({ kind }) =>
  kind === "escalation"
    ? { afterMs: 40, reply: { verdict: "skip", value: "a person's" } }
    : { afterMs: 40, reply: kind === "human" ? { verdict: "edit", value: "typed" } : { verdict: "approve" } };

const fair = agent("fair", { work: (_: Judged<unknown, unknown>): Verdict => ({ verdict: "pass" }) });
const critic = agent("critic", {
  work: ({ output }: Judged<number, number>): Verdict =>
    output >= 3 ? { verdict: "pass" } : { verdict: "revise", feedback: "more", score: output },
});
const asking = agent("asking", {
  asks: 1,
  work: (input: unknown, { answers }) => (answers.length === 0 ? ask("to whom?") : { input, to: answers[0]?.answer }),
});
const desk = agent("desk", { work: ({ question }: Asked) => `answer to ${String(question)}` });
const front = agent("front", { handsTo: ["back"], work: (text: string, context) => context.handoff("back", text) });
const back = agent("back", { work: (text: unknown) => `${String(text)} handled` });

const workers = { search: work("search"), read: work("read") };
const planner = agent("planner", {
  work: ({ round, results }: Progress<unknown, typeof workers>): readonly Task<typeof workers>[] =>
    round === 1
      ? [
          { worker: "search", label: "s", input: 1 },
          { worker: "read", label: "r", input: 2 },
        ]
      : results.length < 3
        ? [{ worker: "read", label: "again", input: 3 }]
        : [],
});
const writer = agent("writer", { work: ({ results }: Progress<unknown, typeof workers>) => results.length });

/** Every pattern, gates of every kind, people, retries, going back, stand-ins, budgets and a deadline. */
export const CRASH_SCENES: Readonly<Record<string, CrashScene>> = {
  "a chain that retries": {
    plan: chain("p", [a, b.supervised({ transient: [twice] }), c]),
    input: 1,
    cast: { a: slow, b: flaky },
  },
  "a parallel, one of whom is skipped": {
    plan: parallel("p", { a, b: b.supervised({ permanent: [skip("none")] }), c }),
    input: 1,
    cast: { a: slow, b: { afterMs: 10, throws: fail.permanent("no") } },
  },
  "a parallel that starts anew as a whole": {
    plan: parallel("p", { a, b, c }).supervised({
      transient: [retry({ scope: "all", delayMs: 10, restarts: 3, attempts: 5 })],
    }),
    input: 1,
    cast: { a: slow, b: flaky, c: { afterMs: 40, returns: "c" } },
  },
  "a stand-in": {
    plan: chain("p", [a.supervised({ permanent: [fallback(chain("spare", [b, c]))] }), d]),
    input: 1,
    cast: { a: { afterMs: 5, throws: fail.permanent("no") } },
  },
  "a map": { plan: map("p", a, { concurrency: 2, maxItems: 5 }), input: [1, 2, 3, 4, 5], cast: { a: slow } },
  "a branch and a route": {
    plan: chain("p", [
      branch("on", { on: () => "one", cases: { one: a, two: b } }),
      route("to", { by: agent("label", { work: (_: unknown) => "x" as const }), to: { x: c, y: d }, otherwise: a }),
    ]),
    input: 1,
    cast: { a: slow },
  },
  "a loop": {
    plan: loop("p", agent("more", { work: (n: number) => n + 1 }), { until: (n) => n >= 4, max: 9 }),
    input: 0,
  },
  "a refine": {
    plan: refine("p", {
      generate: agent("draft", {
        work: (_: number, { feedback }) => (feedback === undefined ? 1 : Number(feedback.previous) + 1),
      }),
      evaluate: critic,
      rounds: 5,
    }),
    input: 0,
  },
  "a vote that ends early": {
    plan: vote(
      "p",
      repeat(agent("voter", { work: (n: number) => n % 2 }), 3),
      majority({ ballot: String, tie: "first" }),
    ),
    input: 7,
    isLoose: true,
  },
  "a hand-off": { plan: handoff("p", { front, back }, { start: "front", max: 3 }), input: "x" },
  "a graph that goes back": {
    plan: graph("p", { a, b, c, d }, { after: { b: ["a"], c: ["a"], d: ["b", "c"] }, output: "d" }).supervised({
      transient: [retry({ from: "a", restarts: 1, delayMs: 10 }), retry({ attempts: 4, delayMs: 10 })],
    }),
    input: 1,
    cast: { b: flaky, c: slow },
  },
  "an orchestration": {
    plan: orchestrate("p", { planner, workers, synthesizer: writer, rounds: 3, maxTasks: 3 }),
    input: "goal",
    cast: { search: slow },
  },
  "gates of every kind": {
    plan: a.gatedBefore(approval("may-it", { deadlineMs: HOUR, otherwise: "reject" })).gated(
      check("one", () => true),
      judge("fair", fair),
      approval("two", { quorum: 1, deadlineMs: HOUR, otherwise: "reject" }),
    ),
    input: 1,
    cast: { a: slow, fair: { afterMs: 15, returns: { verdict: "pass" } } },
    answer: approve,
  },
  "a person who does not answer": {
    plan: chain("p", [a.gated(approval("late", { deadlineMs: 500, otherwise: "approve" })), b]),
    input: 1,
  },
  "a person as a worker": {
    plan: chain("p", [human("lead", { output: z.string(), deadlineMs: HOUR, otherwise: "fail" }), b]),
    input: 1,
    answer: approve,
  },
  "work that asks back": {
    plan: chain("p", [asking, b]).answers(() => null, desk),
    input: 1,
    cast: { desk: { afterMs: 10, returns: "the desk" } },
  },
  "an escalation to a person": {
    plan: chain("p", [a, b]),
    input: 1,
    cast: { b: { afterMs: 5, throws: fail.permanent("no") } },
    answer: approve,
    escalationMs: HOUR,
  },
  "a budget that is spent": {
    plan: chain("p", [
      a,
      chain("q", [b, c, d])
        .budgeted({ steps: 1 })
        .supervised({ budget: [skip("enough")] }),
    ]),
    input: 1,
    isLoose: true,
    cast: { b: slow },
  },
  "a run that fails for good": {
    plan: parallel("p", { a, b, c }),
    input: 1,
    cast: { a: slow, b: { afterMs: 30, throws: fail.permanent("no") }, c: { afterMs: 60, returns: "c" } },
  },
};
