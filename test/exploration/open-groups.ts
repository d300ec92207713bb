import { atRest } from "../../src/patterns/catalogue.ts";
import type { VoteRule } from "../../src/patterns/vote.ts";
import { AGAIN, child, FLAKY, group, type GroupScene, NAMES, retry, TWO } from "./group-scene.ts";

const MAJORITY = { by: "majority", weights: undefined } as const;
const TASKS = ["one", "two"].map((label, at) => ({ worker: at === 0 ? "a" : "b", label, input: label }));
const [first, second, third, fourth] = ["a", "b", "c", "d"].map((name, site) => child(name, site));
const FOUR = [first, second, third, fourth].flatMap((info) => info ?? []);
const GONE = { failures: ["permanent"], declines: true } as const;
const BACK = { "*": [retry({ from: "a", delayMs: 0, restarts: 1 })] };

function voting(voters: number, rule: VoteRule, hasBallot = false) {
  return atRest("vote", { names: ["a", "b", "c"].slice(0, voters), rule, hasBallot });
}

/** Patterns whose course depends on what their members say: who is needed still, who comes next, and how often. */
export const OPEN_GROUPS: Readonly<Record<string, GroupScene>> = {
  "vote of three by majority": {
    input: group({ course: voting(3, { ...MAJORITY, tie: "fail" }), children: FOUR.slice(0, 3) }),
    kids: { outputs: ["x", "y"], ...GONE },
  },
  "vote with a ballot function, and a judge in a tie": {
    input: group({ course: voting(2, { ...MAJORITY, tie: "judge" }, true), children: FOUR.slice(0, 3) }),
    kids: { outputs: [0, 7], failures: ["permanent"], values: ["x", "y", {}, undefined] },
  },
  "vote for a quorum, retrying all": {
    input: group({
      course: voting(3, { by: "quorum", k: 2 }),
      children: FOUR.slice(0, 3),
      table: { transient: [retry({ scope: "all", restarts: 1 })] },
    }),
    kids: { outputs: ["x"], failures: ["transient"] },
  },
  "vote for the best, whose policy gives it up": {
    input: group({
      course: voting(2, { by: "best" }),
      children: FOUR.slice(0, 3),
      table: { permanent: [{ does: "escalate" }] },
    }),
    kids: { outputs: [0, 7], failures: ["permanent", "defect"], declines: true, orders: ["drain", "abort", "HALT"] },
  },
  "loop that gives its last": {
    input: group({
      course: atRest("loop", { names: ["a"], max: 2, exhausted: "last" }),
      children: FOUR.slice(0, 1),
      table: AGAIN,
    }),
    kids: { ...FLAKY, declines: true, values: [true, false, "maybe", undefined], orders: ["drain", "abort", "HALT"] },
  },
  "refine that gives its best": {
    input: group({
      course: atRest("refine", { ...NAMES, rounds: 2, unapproved: "best" }),
      children: TWO,
      table: AGAIN,
    }),
    kids: {
      outputs: [{ verdict: "pass" }, { verdict: "revise", feedback: "more" }, { verdict: "reject", reason: "no" }],
      failures: ["transient"],
    },
  },
  "handoff between two": {
    input: group({ course: atRest("handoff", { ...NAMES, start: 0, max: 2 }), children: TWO, table: AGAIN }),
    kids: { ...FLAKY, hands: ["a", "b", "nobody"], orders: ["drain", "abort", "HALT"] },
  },
  "graph of a diamond with a condition": {
    input: group({
      course: atRest("graph", {
        names: ["a", "b", "c", "d"],
        after: [[], [edge(0, true)], [edge(0)], [edge(1, true), edge(2)]],
        output: 3,
      }),
      children: FOUR,
      table: AGAIN,
    }),
    kids: { ...FLAKY, values: [{ b: true, d: true }, { b: false, d: false }, undefined] },
  },
  "graph that goes back while a condition is decided beside it": {
    input: group({
      course: atRest("graph", {
        names: ["a", "b", "c", "d"],
        after: [[], [edge(0)], [], [edge(1), edge(2, true)]],
        output: 3,
      }),
      children: FOUR,
      table: BACK,
    }),
    kids: { ...FLAKY, values: [{ d: true }], orders: ["drain", "abort"] },
  },
  "graph that goes back, which makes void what a condition is decided about": {
    input: group({
      course: atRest("graph", {
        names: ["a", "b", "c", "d"],
        after: [[], [edge(0)], [edge(0)], [edge(1), edge(2, true)]],
        output: 3,
      }),
      children: FOUR,
      table: BACK,
    }),
    kids: { ...FLAKY, values: [{ d: true }, undefined] },
  },
  "orchestrate in two rounds": {
    input: group({
      course: atRest("orchestrate", { labels: ["a", "b"], rounds: 2, maxTasks: 1, concurrency: 1 }),
      children: [child("planner", 4), child("writer", 5), ...TWO],
    }),
    kids: { outputs: [[], TASKS.slice(0, 1), TASKS], ...GONE },
  },
  "orchestrate with one worker at a time": {
    input: group({
      course: atRest("orchestrate", { labels: ["a", "b"], rounds: 1, maxTasks: 2, concurrency: 1 }),
      children: [child("planner", 4), child("writer", 5), ...TWO],
    }),
    kids: { outputs: [TASKS], failures: ["permanent"] },
  },
  "orchestrate with both workers at once, retrying": {
    input: group({
      course: atRest("orchestrate", { labels: ["a", "b"], rounds: 1, maxTasks: 2, concurrency: 2 }),
      children: [child("planner", 4), child("writer", 5), ...TWO],
      table: { transient: [retry()] },
    }),
    kids: { outputs: [TASKS], failures: ["transient", "permanent"], orders: ["drain", "abort"] },
  },
};

function edge(node: number, isConditional = false) {
  return { node, isConditional };
}
