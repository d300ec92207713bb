import { describe, expect, it } from "vitest";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Agent, AnyPlan, Plan } from "../../src/plan/plan.ts";
import { refine } from "../../src/plan/refine.ts";
import { route } from "../../src/plan/route.ts";
import { vote } from "../../src/plan/vote.ts";
import { best } from "../../src/plan/vote-rules.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, refusalsOf, startsOf, worker } from "./stage.ts";

const [a, b, c] = [worker("a"), worker("b"), worker("c")];
const flaky = { throws: fail.transient("flaky") };

describe("scope", () => {
  const plan = parallel("p", { early: worker("early"), a, b, c });
  const cast = {
    early: { afterMs: 1, returns: "early" },
    a: { afterMs: 50, returns: "a" },
    b: [{ afterMs: 10, ...flaky }, { returns: "b" }],
    c: { afterMs: 50, returns: "c" },
  };
  const acting =
    (tries: Map<string, number>) =>
    ({ path }: { readonly path: string }) => {
      const name = path.split("/").at(-1) ?? "";
      const count = (tries.get(name) ?? 0) + 1;
      tries.set(name, count);
      if (name === "b" && count === 1) return { afterMs: 10, ends: flaky };
      return { afterMs: name === "early" ? 1 : 50, ends: { returns: name } };
    };

  it("one starts again only what failed", async () => {
    const { outcome, facts } = await play(plan.supervised({ transient: [retry({ delayMs: 5 })] }), 1, { cast });
    expect(factsOf(facts, "group.restarted")).toEqual([]);
    expect(["early", "a", "b", "c"].map((name) => attemptsOf(facts, `p/${name}`))).toEqual([1, 1, 2, 1]);
    expect(outcome.status).toBe("done");
  });

  it("rest starts again what failed and the unfinished members that began after it", async () => {
    const tries = new Map<string, number>();
    const policy = { transient: [retry({ delayMs: 5, scope: "rest" })] };
    const { outcome, facts } = await play(plan.supervised(policy), 1, { act: acting(tries) });
    expect(Object.fromEntries(tries)).toEqual({ early: 1, a: 1, b: 2, c: 2 });
    expect(factsOf(facts, "group.restarted").map(({ members }) => members)).toEqual([["p/b", "p/c"]]);
    expect(endsOf(facts, "p/c")).toEqual(["stopped", "done"]);
    expect(outcome.status).toBe("done");
  });

  it("all starts again every unfinished member, and none that has finished", async () => {
    const tries = new Map<string, number>();
    const policy = { transient: [retry({ delayMs: 5, scope: "all" })] };
    const { outcome, facts } = await play(plan.supervised(policy), 1, { act: acting(tries) });
    expect(Object.fromEntries(tries)).toEqual({ early: 1, a: 2, b: 2, c: 2 });
    expect(endsOf(facts, "p/early")).toEqual(["done"]);
    expect(outcome).toMatchObject({ status: "done", output: { early: "early", a: "a", b: "b", c: "c" } });
  });

  it("holds for the items of a map", async () => {
    const tries = new Map<unknown, number>();
    const act = ({ input }: { readonly input: unknown }) => {
      const count = (tries.get(input) ?? 0) + 1;
      tries.set(input, count);
      return input === 1 && count === 1
        ? { afterMs: 10, ends: flaky }
        : { afterMs: input === 0 ? 1 : 50, ends: { returns: input } };
    };
    const items = map("m", a, { maxItems: 3 }).supervised({ transient: [retry({ delayMs: 5, scope: "all" })] });
    const { outcome } = await play(items, [0, 1, 2], { act });
    expect(Object.fromEntries(tries)).toEqual({ 0: 1, 1: 2, 2: 2 });
    expect(outcome).toMatchObject({ status: "done", output: [0, 1, 2] });
  });

  it("stops the victims in the reverse order of their starts, and only then starts them in order", async () => {
    const { facts } = await play(plan.supervised({ transient: [retry({ delayMs: 5, scope: "all" })] }), 1, {
      act: acting(new Map()),
    });
    const restarted = factsOf(facts, "group.restarted")[0]?.seq ?? 0;
    const after = facts.filter(
      ({ seq, type, path }) => seq > restarted && path !== "p" && ["node.ended", "node.started"].includes(type),
    );
    expect(after.slice(0, 6).map(({ type, path }) => `${path} ${type}`)).toEqual([
      "p/c node.ended",
      "p/a node.ended",
      "p/a node.started",
      "p/b node.ended",
      "p/b node.started",
      "p/c node.started",
    ]);
  });

  it("is passed over where the plan has no members beside one another", async () => {
    const { outcome, facts } = await play(
      chain("c", [a]).supervised({ transient: [retry({ scope: "all" }), skip(0)] }),
      1,
      { cast: { a: flaky } },
    );
    expect(refusalsOf(facts)).toEqual(["retry: scope all has no group here"]);
    expect(outcome.status).toBe("degraded");
  });
});

describe("restarts of a group", () => {
  const always = { a: { afterMs: 5, ...flaky }, b: { afterMs: 50, returns: "b" } };

  it("are counted over its life, once per restart, and default to one", async () => {
    const plan = parallel("p", { a, b }).supervised({ transient: [retry({ attempts: 9, delayMs: 1, scope: "all" })] });
    const { outcome, facts } = await play(plan, 1, { cast: always });
    expect(factsOf(facts, "group.restarted").map(({ restarts }) => restarts)).toEqual([1]);
    expect(refusalsOf(facts)).toEqual(["retry: restarts 1 of 1"]);
    expect([attemptsOf(facts, "p/a"), attemptsOf(facts, "p/b")]).toEqual([2, 2]);
    expect(outcome.status).toBe("failed");
  });

  it("may be declared", async () => {
    const plan = parallel("p", { a, b }).supervised({
      transient: [retry({ attempts: 9, delayMs: 1, scope: "all", restarts: 3 })],
    });
    const { facts } = await play(plan, 1, { cast: always });
    expect(factsOf(facts, "group.restarted")).toHaveLength(3);
  });

  it("are bounded by the attempts of what failed too", async () => {
    const plan = parallel("p", { a, b }).supervised({
      transient: [retry({ attempts: 2, delayMs: 1, scope: "all", restarts: 9 })],
    });
    const { facts } = await play(plan, 1, { cast: always });
    expect(factsOf(facts, "group.restarted")).toHaveLength(1);
    expect(refusalsOf(facts)).toEqual(["retry: attempts 2 of 2"]);
  });

  it("are all or nothing: a ledger that cannot pay for every member pays for none", async () => {
    const plan = parallel("p", { a, b }).supervised({
      transient: [retry({ delayMs: 1, scope: "all" }), skip({ a: 0, b: 0 })],
    });
    const { outcome, facts } = await play(plan, 1, { cast: always, budget: { steps: 3 } });
    expect(factsOf(facts, "group.restarted")).toEqual([]);
    expect(refusalsOf(facts)).toEqual(["retry: a ledger has too few steps left"]);
    expect(outcome).toMatchObject({ status: "degraded", spend: { steps: 2 } });
  });
});

describe("retry({ from })", () => {
  const back = (restarts?: number) => retry({ from: "a", delayMs: 5, ...(restarts === undefined ? {} : { restarts }) });

  it("goes back to a finished step, and does again whatever consumed its output", async () => {
    const plan = chain("c", [a, b, c]).supervised({ transient: [back()] });
    const tries = new Map<string, number>();
    const act = ({ path }: { readonly path: string }) => {
      const count = (tries.get(path) ?? 0) + 1;
      tries.set(path, count);
      return path === "c/c" && count === 1 ? { ends: flaky } : { ends: { returns: `${path} ${count}` } };
    };
    const { outcome, facts } = await play(plan, "in", { act });
    expect(factsOf(facts, "node.voided").map(({ path }) => path)).toEqual(["c/a", "c/b", "c/c"]);
    expect(factsOf(facts, "group.restarted").map(({ members, restarts }) => [members, restarts])).toEqual([
      [["c/a"], 1],
    ]);
    expect(startsOf(facts, "c/a")).toEqual([0, 5]);
    expect(outcome).toMatchObject({
      status: "done",
      output: "c/c 2",
      finished: { "c/a": "c/a 2", "c/b": "c/b 2", "c/c": "c/c 2" },
    });
  });

  it("hands what went wrong to the step that it goes back to, with its former output", async () => {
    const heard: unknown[] = [];
    let tries = 0;
    const first = agent("a", {
      work: (_: unknown, { feedback }): string => {
        heard.push(feedback);
        return `draft ${heard.length}`;
      },
    });
    const second = agent("b", {
      work: (draft: string): string => {
        if (++tries === 1) throw fail.transient("the draft has no end");
        return `${draft}, sent`;
      },
    });
    const { outcome } = await play(chain("c", [first, second]).supervised({ transient: [back()] }), 1);
    expect(heard).toEqual([undefined, { previous: "draft 1", issues: [{ message: "the draft has no end" }] }]);
    expect(outcome).toMatchObject({ status: "done", output: "draft 2, sent" });
  });

  it("does the step again whoever did it: what a fallback gave is void too", async () => {
    const step = a.supervised({ permanent: [fallback(worker("spare"))] });
    const plan = chain("c", [step, b]).supervised({ transient: [back()] });
    const { outcome, facts } = await play(plan, "in", {
      act: inTurn({
        a: [{ ends: { throws: fail.permanent("no") } }],
        "fallback:spare": [{ ends: { returns: "first" } }, { ends: { returns: "second" } }],
        b: [{ ends: flaky }, { ends: { returns: "sent" } }],
      }),
    });
    expect(factsOf(facts, "node.voided").map(({ path }) => path)).toEqual(["c/a", "c/b"]);
    expect([attemptsOf(facts, "c/a"), attemptsOf(facts, "c/a/fallback:spare")]).toEqual([2, 2]);
    expect(outcome).toMatchObject({
      status: "done",
      output: "sent",
      finished: { "c/a/fallback:spare": "second", "c/b": "sent" },
    });
  });

  type Hears = (name: string, says?: unknown) => Agent<unknown, unknown>;

  /** Goes back once to the step `a`, and says who in it heard what went wrong. */
  async function heardIn(of: (hears: Hears) => AnyPlan): Promise<readonly string[]> {
    const heard: string[] = [];
    const hears: Hears = (name, says = "x") =>
      agent(name, {
        work: (_: unknown, { feedback }): unknown => {
          if (feedback !== undefined) heard.push(`${name}: ${feedback.issues[0]?.message}`);
          return says;
        },
      });
    let tries = 0;
    const last = agent("last", {
      work: (): string => {
        if (++tries === 1) throw fail.transient("no end");
        return "sent";
      },
    });
    const plan: Plan<unknown, unknown> = retyped(
      chain("c", [retyped(of(hears)), last]).supervised({ transient: [back()] }),
    );
    const { outcome } = await play(plan, ["one", "two", "three"]);
    expect(outcome.status).toBe("done");
    return heard;
  }
  const select = (input: unknown): unknown => input;

  it.each<readonly [string, (hears: Hears) => AnyPlan, readonly string[]]>([
    ["a given: the plan in it", (hears) => hears("a").given(select), ["a: no end"]],
    ["a branch: the case", (hears) => branch("a", { on: () => "x", cases: { x: hears("x") } }), ["x: no end"]],
    [
      "a route: the classifier and the specialist",
      (hears) => route("a", { by: retyped(hears("by")), to: { x: hears("x") }, otherwise: hears("rest") }),
      ["by: no end", "x: no end"],
    ],
    ["a chain: the first step", (hears) => chain("a", [hears("x"), hears("y")]), ["x: no end"]],
    [
      "a parallel: every branch",
      (hears) => parallel("a", { x: hears("x"), y: hears("y") }),
      ["x: no end", "y: no end"],
    ],
    [
      "a map: every item, also one that begins later",
      (hears) => map("a", hears("x"), { maxItems: 3, concurrency: 1 }),
      ["x: no end", "x: no end", "x: no end"],
    ],
    [
      "a loop: the first round",
      (hears) => loop("a", hears("x"), { until: (_, round) => round === 2, max: 2 }),
      ["x: no end"],
    ],
    [
      "a vote: every voter, and not the judge",
      (hears) => vote("a", [hears("x"), hears("y")], best(retyped(hears("judge", 0)))),
      ["x: no end", "y: no end"],
    ],
    [
      "a refine: the generator, and not the evaluator",
      (hears) => refine("a", { generate: hears("x"), evaluate: retyped(hears("y", { verdict: "pass" })), rounds: 1 }),
      ["x: no end"],
    ],
    [
      "a handoff: the peer that begins",
      (hears) => handoff("a", { x: hears("x") }, { start: "x", max: 1 }),
      ["x: no end"],
    ],
    [
      "a graph: every node that waits for nothing",
      (hears) => graph("a", { x: hears("x"), y: hears("y"), z: hears("z") }, { after: { z: ["x", "y"] }, output: "z" }),
      ["x: no end", "y: no end"],
    ],
    [
      "an orchestrate: the planner, and neither workers nor synthesizer",
      (hears) => {
        const planner = hears("x", [{ worker: "y", label: "y", input: 1 }]);
        const options = { workers: { y: hears("y") }, planner: retyped(planner), synthesizer: hears("z") };
        return orchestrate("a", { ...options, rounds: 1, maxTasks: 1 });
      },
      ["x: no end"],
    ],
    [
      "a chain in a given in a branch",
      (hears) => branch("a", { on: () => "x", cases: { x: chain("x", [hears("x"), hears("y")]).given(select) } }),
      ["x: no end"],
    ],
  ])("tells it to whoever begins with the step's input in %s", async (_, step, heard) => {
    expect(await heardIn(step)).toEqual(heard);
  });

  it("tells it to every try of the step, and to a plan in its place", async () => {
    const heard: string[] = [];
    const hears = (name: string, ends: readonly (Error | undefined)[]) =>
      agent(name, {
        work: (_: unknown, { feedback, attempt }): string => {
          heard.push(`${name}: ${feedback?.issues[0]?.message}`);
          const end = feedback === undefined ? undefined : ends[attempt - 1];
          if (end !== undefined) throw end;
          return "x";
        },
      });
    const step = hears("a", [fail.transient("later"), fail.permanent("no")]).supervised({
      transient: [retry({ delayMs: 1 })],
      permanent: [fallback(hears("spare", []))],
    });
    const plan = chain("c", [step, b]).supervised({ transient: [back()] });
    await play(plan, 1, { act: inTurn({ b: [{ ends: flaky }, { ends: { returns: "sent" } }] }) });
    expect(heard).toEqual(["a: undefined", "a: flaky", "a: flaky", "spare: flaky"]);
  });

  it("costs a restart each time, and is passed over when they are used up", async () => {
    const plan = chain("c", [a, b]).supervised({ transient: [back(2), skip("enough")] });
    const { outcome, facts } = await play(plan, 1, { cast: { b: flaky } });
    expect(factsOf(facts, "group.restarted")).toHaveLength(2);
    expect(decisionsOf(facts).at(-1)).toBe("transient: skip by c");
    expect(refusalsOf(facts)).toEqual(["retry: restarts 2 of 2"]);
    expect([attemptsOf(facts, "c/a"), attemptsOf(facts, "c/b")]).toEqual([3, 3]);
    expect(outcome.status).toBe("degraded");
  });

  it("is passed over where the step is none of this chain's, or comes later", async () => {
    const late = chain("c", [a, b]).supervised({ transient: [retry({ from: "b" }), skip("no")] });
    const { facts } = await play(late, 1, { cast: { a: flaky } });
    expect(refusalsOf(facts)).toEqual(['retry: no finished step "b" led to it']);
    const beside = parallel("p", { x: chain("x", [a]), y: b }).supervised({
      transient: [retry({ from: "a" }), skip({ x: 0, y: 0 })],
    });
    expect(refusalsOf((await play(beside, 1, { cast: { y: { afterMs: 1, ...flaky } } })).facts)).toEqual([
      'retry: no finished step "a" led to it',
    ]);
  });
});
