import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { retry, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { loop } from "../../src/plan/loop.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { refine } from "../../src/plan/refine.ts";
import { vote } from "../../src/plan/vote.ts";
import { best, majority, quorum } from "../../src/plan/vote-rules.ts";
import type { Ending, Scene } from "./closed-run.ts";
import { a, AGAIN, b, c, d, worker } from "./scene-parts.ts";

const [x, y, z] = [a.supervised({ "*": [] }), b.supervised({ "*": [] }), c.supervised({ "*": [] })];
const ballot = (output: unknown) => String(output);
const judge = agent("judge", { work: (_: unknown): number => 0, timeoutMs: 10 });
const peer = (name: string, to: "a" | "b") =>
  agent(name, { handsTo: [to], work: (input: unknown): unknown => input, timeoutMs: 10 });
const GONE: readonly Ending[] = [{ returns: "yes" }, { throws: "permanent" }];
const FLAKY: readonly Ending[] = [{ returns: "out" }, { throws: "transient" }];
const WELL: readonly Ending[] = [{ returns: "out" }];
const TASKS = ["one", "two"].map((label) => ({ worker: "a", label, input: label }));
const BACK = { transient: [retry({ from: "a", delayMs: 0 })], "*": [] };

/** Patterns whose course depends on what their members say. */
export const OPEN_SCENES: Readonly<Record<string, Scene>> = {
  "a vote that is decided early": {
    plan: vote("vote", [x, y, z], quorum(2, { ballot })),
    endings: { a: GONE, b: GONE, c: GONE },
    functions: { vote: [{ gives: "yes" }] },
    pairs: false,
  },
  "a vote of two, counted by a function": {
    plan: vote("vote", [x, y], majority({ ballot, tie: "first" })),
    endings: { a: [{ returns: 1 }, { declines: "no" }], b: GONE },
    functions: { vote: [{ gives: "yes" }, { gives: "no" }, "throws"] },
  },
  "a vote for the best, with a voter that is retried": {
    plan: vote("vote", [x, b.supervised({ "*": [AGAIN] })], best(judge.supervised({ "*": [] }))),
    endings: { a: GONE, b: FLAKY, judge: [{ returns: 0 }, { returns: 7 }, { throws: "permanent" }] },
    pairs: false,
  },
  "a graph of a diamond that goes back": {
    plan: graph("graph", { a, b, c, d }, { after: { b: ["a"], c: ["a"], d: ["b", "c"] }, output: "d" }).supervised(
      BACK,
    ),
    endings: { a: WELL, b: FLAKY, c: WELL, d: WELL },
    pairs: false,
  },
  "a graph that goes back while a condition is decided beside it": {
    plan: graph(
      "graph",
      { a, b, c, d },
      {
        after: { b: ["a"], d: ["b", { node: "c", when: () => true }] },
        output: "d",
      },
    ).supervised(BACK),
    endings: { a: WELL, b: FLAKY, c: WELL, d: WELL },
    functions: { graph: [{ gives: { d: true } }, { gives: { d: false } }] },
    cancels: false,
  },
  "a graph whose output may be left out": {
    plan: graph("graph", { a, b }, { after: { b: [{ node: "a", when: () => true }] }, output: "b" }).supervised({
      "*": [skip("none")],
    }),
    functions: { graph: [{ gives: { b: true } }, { gives: { b: false } }, { gives: 1 }, "throws"] },
  },
  "a handoff back and forth": {
    plan: handoff("handoff", { a: peer("a", "b"), b: peer("b", "a") }, { start: "a", max: 9 }).supervised({ "*": [] }),
    endings: {
      a: [{ handsOff: "b", context: 1 }, { returns: "solved" }],
      b: [{ handsOff: "a", context: 1 }, { throws: "permanent" }],
    },
  },
  "an orchestration with workers that fail": {
    plan: orchestrate("o", {
      workers: { a: x },
      planner: retyped(worker("planner").supervised({ "*": [] })),
      synthesizer: worker("writer").supervised({ "*": [] }),
      rounds: 1,
      maxTasks: 2,
    }),
    endings: { planner: [{ returns: TASKS }, { returns: "none" }], a: GONE, writer: WELL },
    pairs: false,
  },
  "a loop that gives its last, and is retried": {
    plan: chain("chain", [
      loop("loop", a, { until: () => true, max: 2, exhausted: "last" }).supervised({ "*": [] }),
    ]).supervised({ escalated: [AGAIN], defect: [AGAIN] }),
    functions: { "chain/loop": [{ gives: true }, { gives: false }, "throws"] },
    pairs: false,
  },
  "a refine that gives its best": {
    plan: refine("refine", {
      generate: x,
      evaluate: retyped(y),
      rounds: 2,
      unapproved: "best",
    }),
    endings: {
      a: WELL,
      b: [
        { returns: { verdict: "pass" } },
        { returns: { verdict: "revise", feedback: "more" } },
        { returns: { verdict: "reject", reason: "no" } },
        { throws: "permanent" },
      ],
    },
  },
};
