import { describe, expect, it } from "vitest";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, skip } from "../../src/plan/directives.ts";
import { retyped, specOf } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import type { Agent, Plan } from "../../src/plan/plan.ts";
import { toPlan } from "../../src/plan/planned.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, refusalsOf, type Staging, worker } from "./stage.ts";

const [a, b, c, d, e] = [worker("a"), worker("b"), worker("c"), worker("d"), worker("e")];
const says = (returns: unknown, afterMs = 0): Act => ({ afterMs, ends: { returns } });
const flaky = (afterMs = 0): Act => ({ afterMs, ends: { throws: fail.transient("flaky") } });

type Node = "a" | "b" | "c" | "d" | "e";
type Edges = Readonly<Partial<Record<Node, readonly (Node | { readonly node: Node; readonly when: () => boolean })[]>>>;

/** A graph over some of five nodes that take and give anything. */
function graphOf(
  after: Edges,
  output: Node,
  nodes: Readonly<Partial<Record<Node, Plan<unknown, unknown>>>> = { a, b, c, d },
) {
  return toPlan<unknown, unknown>(specOf(graph("g", nodes, { after: retyped(after), output: retyped(output) })));
}

const diamond = graphOf({ b: ["a"], c: ["a"], d: ["b", "c"] }, "d");
const inputOf = (facts: Parameters<typeof factsOf>[0], path: string) =>
  factsOf(facts, "node.started", path).map(({ input }) => input);
const no = (node: Node) => ({ node, when: () => false });
const yes = (node: Node) => ({ node, when: () => true });

describe("a node of a graph", () => {
  const cast = { a: says("A", 5), b: says("B", 10), c: says("C", 20), d: says("D") };

  it("begins as soon as all that it waits for is done, and gets a record of their outputs", async () => {
    const { outcome, facts } = await play(diamond, "in", { cast });
    expect(factsOf(facts, "attempt.started").map(({ at, path }) => `${at} ${path}`)).toEqual([
      "0 g/a",
      "5 g/b",
      "5 g/c",
      "25 g/d",
    ]);
    expect([inputOf(facts, "g/a"), inputOf(facts, "g/b"), inputOf(facts, "g/d")]).toEqual([
      ["in"],
      [{ a: "A" }],
      [{ b: "B", c: "C" }],
    ]);
    expect(outcome).toMatchObject({ status: "done", output: "D", spend: { steps: 4 } });
  });

  it("is waited for, though the output does not need it", async () => {
    const { outcome, facts } = await play(graphOf({ b: ["a"] }, "a", { a, b }), 1, { cast });
    expect(facts.at(-1)?.at).toBe(15);
    expect(outcome).toMatchObject({ status: "done", output: "A", finished: { "g/b": "B" } });
  });

  it("that fails for good fails the graph, and what works beside it is stopped", async () => {
    const { outcome, facts } = await play(diamond, 1, { cast: { ...cast, b: { throws: fail.permanent("gone") } } });
    expect([endsOf(facts, "g/c"), endsOf(facts, "g/d")]).toEqual([["stopped"], []]);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "escalated", path: "g" },
      finished: { "g/a": "A" },
    });
  });

  it("that declines leaves the graph unresolved", async () => {
    const { outcome } = await play(diamond, 1, { cast: { ...cast, b: { declines: "not mine" } } });
    const message = "b declined: not mine";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "g", message } });
  });

  it("that is skipped by its own policy gives the declared value to whoever waits for it", async () => {
    const nodes = { a, b: b.supervised({ permanent: [skip("instead")] }) };
    const { outcome, facts } = await play(graphOf({ b: ["a"], c: ["b"] }, "c", { ...nodes, c }), 1, {
      cast: { ...cast, b: { throws: fail.permanent("gone") } },
    });
    expect(inputOf(facts, "g/c")).toEqual([{ b: "instead" }]);
    expect(outcome.status).toBe("degraded");
  });
});

describe("an edge with a condition", () => {
  it("that is not taken leaves out the node, and what needs that in any case; the others go on", async () => {
    const { outcome, facts } = await play(graphOf({ b: [no("a")], c: ["b"], d: ["a"] }, "d"), 1);
    expect(factsOf(facts, "node.started").map(({ path }) => path)).toEqual(["g", "g/a", "g/d"]);
    expect(outcome).toMatchObject({ status: "done", spend: { steps: 2 } });
  });

  it("that is not taken leaves its field out of the record, where the node has what it needs in any case", async () => {
    const { facts } = await play(graphOf({ c: ["a", no("b")] }, "c", { a, b, c }), 1);
    expect(inputOf(facts, "g/c")).toEqual([{ a: 1 }]);
  });

  it("is enough where it is taken and others of the node are not, if all of them have conditions", async () => {
    const { facts } = await play(graphOf({ c: [yes("a"), no("b")] }, "c", { a, b, c }), 1);
    expect(inputOf(facts, "g/c")).toEqual([{ a: 1 }]);
  });

  it("out of a node that was left out is not taken", async () => {
    const after = { b: [no("a")], c: [yes("b"), yes("a")] };
    const { facts } = await play(graphOf(after, "c", { a, b, c }), 1);
    expect(inputOf(facts, "g/c")).toEqual([{ a: 1 }]);
  });

  it("that leaves out the output node leaves the graph unresolved, when all others are done", async () => {
    const { outcome, facts } = await play(graphOf({ b: [no("a")], c: ["a"] }, "b", { a, b, c }), 1, {
      cast: { c: says("C", 30) },
    });
    const message = "no edge led to b, whose output is the graph's";
    expect(facts.at(-1)?.at).toBe(30);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "g", message } });
  });

  it("whose function throws is a defect of the graph, and no step", async () => {
    const boom = (): boolean => {
      throw new Error("boom");
    };
    const plan = graphOf({ b: [{ node: "a", when: boom }] }, "b", { a, b });
    const { outcome } = await play(plan, 1);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "defect", path: "g" }, spend: { steps: 1 } });
  });

  it("whose function gives neither true nor false leaves the graph unresolved", async () => {
    const plan = graphOf({ b: [{ node: "a", when: retyped(() => "maybe") }] }, "b", { a, b });
    const message = 'when of the edge a → b gave "maybe", not true or false';
    expect((await play(plan, 1)).outcome).toMatchObject({
      status: "failed",
      failure: { kind: "unresolved", path: "g", message },
    });
  });
});

describe("a graph that goes back", () => {
  const back = retry({ from: "a", delayMs: 0 });
  /** b fails once, while c, which consumes a too, is at work, and d, which does not, has finished. */
  const acts: Readonly<Record<Node, readonly Act[]>> = {
    a: [says("A1"), says("A2")],
    b: [flaky(10), says("B2")],
    c: [says("C1", 50), says("C2", 50)],
    d: [says("D1", 5), says("D2")],
    e: [says("E")],
  };
  const nodes = { a, b, c, d, e };
  const going = (policy: Parameters<typeof diamond.supervised>[0], more: Staging = {}) =>
    play(graphOf({ b: ["a"], c: ["a"], e: ["b", "c", "d"] }, "e", nodes).supervised(policy), "in", {
      act: inTurn(acts),
      ...more,
    });

  it("stops the consumers that are at work, does them again, and keeps the rest", async () => {
    const { outcome, facts } = await going({ transient: [back] });
    expect(endsOf(facts, "g/c")).toEqual(["stopped", "done"]);
    expect(["a", "b", "c", "d", "e"].map((name) => attemptsOf(facts, `g/${name}`))).toEqual([2, 2, 2, 1, 1]);
    expect(inputOf(facts, "g/e")).toEqual([{ b: "B2", c: "C2", d: "D1" }]);
    expect(outcome).toMatchObject({ status: "done", output: "E", finished: { "g/a": "A2", "g/d": "D1" } });
  });

  it("voids the step and all that consumed it, directly or not, in the order of their starts", async () => {
    const { facts } = await going({ transient: [back] });
    expect(factsOf(facts, "node.voided").map(({ path }) => path)).toEqual(["g/a", "g/b", "g/c"]);
    expect(factsOf(facts, "group.restarted").map(({ members, restarts }) => [members, restarts])).toEqual([
      [["g/a"], 1],
    ]);
  });

  it("decides its conditions anew", async () => {
    let asked = 0;
    const when = () => ++asked > 1;
    const plan = graphOf({ b: ["a"], c: [{ node: "a", when }], d: ["b", "c"] }, "b").supervised({ transient: [back] });
    const { facts, outcome } = await play(plan, 1, { act: inTurn({ b: [flaky(10), says("B2")] }) });
    expect([attemptsOf(facts, "g/c"), attemptsOf(facts, "g/d")]).toEqual([1, 1]);
    expect(outcome).toMatchObject({ status: "done", output: "B2" });
  });

  it("only goes back to a step that what failed has consumed, or to that itself", async () => {
    const plan = graphOf({ b: ["a"], d: ["c"] }, "b").supervised({
      transient: [retry({ from: "c", delayMs: 0 }), skip("no")],
    });
    const { facts } = await play(plan, 1, { cast: { b: flaky() } });
    expect(refusalsOf(facts)).toEqual(['retry: no finished step "c" led to it']);
  });

  it("is left alone by scope one, and starts all that is unfinished under scope all", async () => {
    const { facts } = await going({ transient: [retry({ scope: "all", delayMs: 1 })] });
    expect(["a", "b", "c", "d"].map((name) => attemptsOf(facts, `g/${name}`))).toEqual([1, 2, 2, 1]);
    const one = await going({ transient: [retry({ delayMs: 1 })] });
    expect(["a", "b", "c", "d"].map((name) => attemptsOf(one.facts, `g/${name}`))).toEqual([1, 2, 1, 1]);
  });

  it("voids what a fallback gave in the step's place, too", async () => {
    const step: Agent<unknown, unknown> = a.supervised({ permanent: [fallback(worker("spare"))] });
    const plan = chain("x", [graphOf({ b: ["a"] }, "b", { a: step, b }).supervised({ transient: [back] })]);
    const { facts, outcome } = await play(plan, 1, {
      act: inTurn({
        a: [{ ends: { throws: fail.permanent("no") } }],
        "fallback:spare": [says("first"), says("second")],
        b: [flaky(), says("B")],
      }),
    });
    expect(attemptsOf(facts, "x/g/a/fallback:spare")).toBe(2);
    expect(decisionsOf(facts, "x/g/b")).toEqual(["transient: retry by x/g"]);
    expect(outcome).toMatchObject({ status: "done", finished: { "x/g/a/fallback:spare": "second" } });
  });
});

describe("a graph that waits to go back", () => {
  const back = retry({ from: "a", delayMs: 100 });
  const startsOf = (facts: Parameters<typeof factsOf>[0]) =>
    factsOf(facts, "attempt.started").map(({ at, path }) => `${at} ${path}`);

  it("starts nothing on an output that will be void", async () => {
    const plan = graphOf({ b: ["a"], e: ["a", "d"], c: ["b", "e"] }, "c", { a, b, c, d, e });
    const { outcome, facts } = await play(plan.supervised({ transient: [back] }), 1, {
      act: inTurn({ a: [says("A1"), says("A2")], b: [flaky(10), says("B")], d: [says("D", 20)], e: [says("E")] }),
    });
    expect(startsOf(facts)).toEqual(["0 g/a", "0 g/d", "0 g/b", "110 g/a", "110 g/b", "110 g/e", "110 g/c"]);
    expect(factsOf(facts, "node.voided").map(({ path }) => path)).toEqual(["g/a", "g/b"]);
    expect(outcome).toMatchObject({ status: "done", finished: { "g/a": "A2", "g/d": "D", "g/e": "E" } });
  });
});
