import { describe, expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { confidence } from "../../src/gates/confidence.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { bound } from "../../src/plan/bound.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import type { AnyPlan, Asked } from "../../src/plan/plan.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { refine } from "../../src/plan/refine.ts";
import { best, majority, quorum } from "../../src/plan/vote-rules.ts";
import { repeat, vote } from "../../src/plan/vote.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { once } from "./plans.ts";
import type { LoosePlan } from "./random-plan.ts";

const until = () => true;
const ballot = () => true;
const none = { "*": [] };

/** A plan of exactly so many steps. */
function steps(name: string, count: number): LoosePlan {
  const [first, ...rest] = Array.from({ length: count }, (_, at) => once(`${name}${at}`));
  return first === undefined ? once(name) : chain(name, [first, ...rest]);
}

/** What a plan that is built without its types can cost. */
function boundOf(builder: (...args: never[]) => unknown, ...args: readonly unknown[]): number | undefined {
  return Reflect.apply(bound, undefined, [fromJavaScript(builder, ...args)]);
}

describe("the worst case", () => {
  it("of a loop is its body as often as it may run, and no more for the function that is content", () => {
    expect(bound(loop("l", once("a"), { until, max: 5 }))).toBe(5);
    expect(bound(loop("l", steps("body", 3), { until, max: 4, exhausted: "last" }))).toBe(12);
    expect(bound(loop("out", loop("in", once("a"), { until, max: 3 }), { until, max: 2 }))).toBe(6);
  });

  it("of a refine is rounds times both", () => {
    const options = { generate: steps("draft", 2), evaluate: once("critic"), rounds: 4 };
    expect(boundOf(refine, "r", options)).toBe(12);
    expect(boundOf(refine, "r", { ...options, rounds: 1, unapproved: "best" })).toBe(3);
  });

  it("of a vote is all voters, and the judge; with one voter there is nothing to judge", () => {
    const voters = [steps("a", 2), once("b"), once("b")];
    expect(bound(vote("v", voters, quorum(1, { ballot })))).toBe(4);
    expect(bound(vote("v", repeat(once("a"), 7), majority({ ballot, tie: "first" })))).toBe(7);
    expect(boundOf(vote, "v", voters, fromJavaScript(best, steps("judge", 3)))).toBe(7);
    expect(boundOf(vote, "v", voters, fromJavaScript(majority, { ballot, tie: once("judge") }))).toBe(5);
    expect(boundOf(vote, "v", [steps("a", 2)], fromJavaScript(best, steps("judge", 3)))).toBe(2);
  });

  it("of a handoff is the dearest way through the peers that they can take", () => {
    const peer = (name: string, handsTo: readonly string[]) =>
      agent(name, { handsTo, work: (input: unknown): unknown => input }).supervised(none);
    const peers = { front: peer("f", ["back"]), back: peer("b", ["front"]), alone: peer("x", []) };
    expect(boundOf(handoff, "h", peers, { start: "front", max: 6 })).toBe(7);
    expect(boundOf(handoff, "h", peers, { start: "alone", max: 6 })).toBe(1);
    const dear = peer("d", []).gated(...["j", "k"].map((name) => judge<unknown, unknown>(name, critic())));
    const choice = { front: peer("f", ["cheap", "dear"]), cheap: peer("c", []), dear };
    expect(boundOf(handoff, "h", choice, { start: "front", max: 1 })).toBe(4);
    expect(boundOf(handoff, "h", choice, { start: "front", max: 9 })).toBe(4);
  });

  it("of a graph is the sum of its nodes, whichever edges are taken", () => {
    const nodes = { a: steps("a", 2), b: once("b"), join: steps("join", 3) };
    const after = { join: ["a", { node: "b", when: until }] };
    expect(boundOf(graph, "g", nodes, { after, output: "join" })).toBe(6);
    expect(boundOf(graph, "g", nodes, { after: {}, output: "a" })).toBe(6);
  });

  it("of an orchestration is rounds times the planner and all tasks of the dearest worker, and the synthesizer", () => {
    const workers = { cheap: once("c"), dear: steps("d", 3) };
    const options = { workers, planner: once("plan"), synthesizer: steps("write", 2), rounds: 2, maxTasks: 10 };
    expect(boundOf(orchestrate, "o", options)).toBe(2 * (1 + 10 * 3) + 2);
    expect(boundOf(orchestrate, "o", { ...options, rounds: 1, maxTasks: 1, concurrency: 1 })).toBe(1 + 3 + 2);
    const approve = approval("tasks", { deadlineMs: 1, otherwise: "reject" });
    expect(boundOf(orchestrate, "o", { ...options, approve })).toBe(64);
  });

  it("of a recursive plan is that of its levels", () => {
    const level = (deeper: LoosePlan): LoosePlan => chain("level", [steps("split", 2), deeper]);
    expect(bound(recursive({ depth: 4, plan: level, otherwise: once("bottom") }))).toBe(9);
    const many = (deeper: LoosePlan): LoosePlan => map("each", deeper, { maxItems: 3 }).given(() => []);
    expect(bound(recursive({ depth: 4, plan: many, otherwise: once("bottom") }))).toBe(81);
    const endless = (deeper: LoosePlan): LoosePlan => map("each", deeper).given(() => []);
    expect(bound(recursive({ depth: 1, plan: endless, otherwise: once("bottom") }))).toBeUndefined();
  });
});

function critic() {
  return agent("critic", { work: (): Verdict => ({ verdict: "pass" }) }).supervised(none);
}

describe("the worst case of an agent", () => {
  const draft = agent("draft", { work: (input: unknown) => input });
  const judged = draft.gated(judge("fair", critic()), judge("short", critic()));

  it("has its judges with each of its attempts; other gates cost no step", () => {
    expect(bound(judged.supervised(none))).toBe(3);
    expect(bound(draft.gatedBefore(judge("clear", critic())).supervised(none))).toBe(2);
    expect(bound(judged.supervised({ "invalid-output": [revise({ rounds: 4 })], "*": [] }))).toBe(15);
    expect(bound(judged.supervised({ timeout: [retry({ attempts: 2 })], "*": [] }))).toBe(6);
    const gates = [
      check("c", until),
      confidence("s", { use: 0.5 }),
      approval("a", { deadlineMs: 1, otherwise: "reject" }),
    ];
    expect(bound(draft.gated(...gates).supervised(none))).toBe(1);
  });

  it("has one attempt more for each time that it may ask back, with all plans that may answer", () => {
    const asking = agent("asking", { asks: 2, work: (input: unknown) => input }).supervised(none);
    const [owner, desk] = [answerer("owner"), answerer("desk")];
    expect(bound(asking)).toBe(3);
    expect(bound(asking.answers(() => 1))).toBe(3);
    expect(bound(asking.answers(owner))).toBe(5);
    expect(bound(chain("c", [asking.answers(owner)]).answers(() => 1, desk))).toBe(7);
    const person = human("person", { output: z.string(), deadlineMs: 1, otherwise: "fail" });
    expect(bound(asking.answers(person))).toBe(3);
    expect(bound(draft.supervised(none).answers(owner))).toBe(1);
  });
});

function answerer(name: string) {
  return agent(name, { work: ({ question }: Asked) => question }).supervised(none);
}

describe("policies around a pattern", () => {
  it("multiply what it costs by the attempts that they grant it as a whole", () => {
    const again = { unresolved: [retry({ attempts: 3 })], "*": [] };
    const looped = loop("l", once("a"), { until, max: 5 });
    expect(bound(looped.supervised(again))).toBe(15);
    expect(bound(vote("v", repeat(once("a"), 3), quorum(2, { ballot })).supervised(again))).toBe(9);
  });

  it("add the dearest row of fallbacks, once for each time that it can be turned to", () => {
    const looped: AnyPlan = loop("l", once("a"), { until, max: 5 }).supervised({
      unresolved: [fallback(steps("spare", 2)), fallback(once("last"))],
      "*": [skip(0)],
    });
    expect(bound(looped)).toBe(5 + 3);
  });
});
