import { describe, expect, it } from "vitest";
import { check } from "../../src/gates/check.ts";
import { cast, type Cast } from "../../src/hosts/virtual/act.ts";
import { virtualHost } from "../../src/hosts/virtual/virtual-host.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import { runtimeOn } from "../../src/kernel/runtime.ts";
import { fail } from "../../src/model/fail.ts";
import type { Fact } from "../../src/model/fact.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, retry, skip } from "../../src/plan/directives.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { vote } from "../../src/plan/vote.ts";
import { quorum } from "../../src/plan/vote-rules.ts";
import { shownDriver } from "../exploration/shown-driver.ts";
import { FIRST_ONE_WINS } from "./early-finish.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, refusalsOf, startsOf, worker } from "./stage.ts";

const [a, b, c] = [worker("a"), worker("b"), worker("c")];
const flaky = { throws: fail.transient("flaky") };
const long = { afterMs: 10_000, ends: { returns: "long" } };

const fails = (afterMs = 0) => ({ afterMs, ends: flaky });
const gives = (returns: string, afterMs = 0) => ({ afterMs, ends: { returns } });

/** A group that is restarted as a whole, `restarts` times in its life. */
const group = (restarts: number) =>
  parallel("p", { a, b }).supervised({ transient: [retry({ attempts: 99, delayMs: 1, scope: "all", restarts })] });

describe("starred cases of the supervision catalogue, for finite tasks", () => {
  it("B22: a task that is done or was asked to stop is not started again; one that failed is", async () => {
    const done = await play(a, 1);
    expect(attemptsOf(done.facts, "a")).toBe(1);
    const stopped = await play(a, 1, { cast: { a: long }, cancelAtMs: 5 });
    expect([attemptsOf(stopped.facts, "a"), stopped.outcome.status]).toEqual([1, "cancelled"]);
    const failed = await play(a, 1, { cast: { a: [flaky, { returns: 1 }] } });
    expect([attemptsOf(failed.facts, "a"), failed.outcome.status]).toEqual([2, "done"]);
  });

  it("B29: with a limit of n restarts, n failures are restarted, and failure n + 1 stops all and ends the group as given up", async () => {
    const { outcome, facts } = await play(group(2), 1, { act: inTurn({ a: [fails(10)], b: [gives("b", 50)] }) });
    expect(factsOf(facts, "group.restarted")).toHaveLength(2);
    expect(refusalsOf(facts)).toEqual(["retry: restarts 2 of 2"]);
    expect(endsOf(facts, "p/b")).toEqual(["stopped", "stopped", "stopped"]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "p" } });
  });

  it("B31: there is one counter for all children of a group, in its whole life", async () => {
    const { outcome, facts } = await play(group(2), 1, {
      act: inTurn({ a: [fails(10), gives("a", 50)], b: [gives("b", 50), fails(10)] }),
    });
    const failed = factsOf(facts, "node.failed").map(({ path }) => path);
    expect(failed).toEqual(["p/a", "p/b", "p/b"]);
    expect(factsOf(facts, "group.restarted")).toHaveLength(2);
    expect(outcome.status).toBe("failed");
  });

  it("B32: a restart of the whole group costs one, however many it starts", async () => {
    const { outcome, facts } = await play(group(2), 1, {
      act: inTurn({ a: [fails(10), fails(10), gives("a")], b: [gives("b", 50)] }),
    });
    expect(attemptsOf(facts, "p/a") + attemptsOf(facts, "p/b")).toBe(2 + 4);
    expect(factsOf(facts, "group.restarted").map(({ restarts }) => restarts)).toEqual([1, 2]);
    expect(outcome.status).toBe("done");
  });

  it("B33: every further attempt costs one, others are served meanwhile, and one that succeeds ends it", async () => {
    const plan = parallel("p", {
      a: a.supervised({ transient: [retry({ attempts: 4, delayMs: 20 })] }),
      b: chain("b", [b, c]),
    });
    const others = { b: [gives("b", 10)], c: [gives("c", 10)] };
    const act = inTurn({ a: [fails(), fails(), fails(), gives("a")], ...others });
    const { outcome, facts } = await play(plan, 1, { act });
    expect(startsOf(facts, "p/a")).toEqual([0, 20, 40, 60]);
    expect(startsOf(facts, "p/b/c")).toEqual([10]);
    expect(outcome).toMatchObject({ status: "done", spend: { steps: 6 } });
    const { outcome: spent, facts: more } = await play(plan, 1, { act: inTurn({ a: [fails()], ...others }) });
    expect([attemptsOf(more, "p/a"), spent.status]).toEqual([4, "failed"]);
  });

  it("B41: one for one: the one that failed begins anew, the other is the same", async () => {
    const plan = parallel("p", { a, b }).supervised({ transient: [retry({ delayMs: 1 })] });
    const { facts } = await play(plan, 1, { act: inTurn({ a: [fails(10), gives("a")], b: [gives("b", 50)] }) });
    expect([attemptsOf(facts, "p/a"), attemptsOf(facts, "p/b")]).toEqual([2, 1]);
  });

  it("B42: one for all: the other is stopped first, and only then are both started", async () => {
    const slow = { ...gives("b", 50), onAbort: { afterMs: 30 } };
    const { facts } = await play(group(1), 1, { act: inTurn({ a: [fails(10), gives("a")], b: [slow] }) });
    expect(factsOf(facts, "node.ended", "p/b")[0]).toMatchObject({ at: 40, how: "stopped" });
    expect([startsOf(facts, "p/a"), startsOf(facts, "p/b")]).toEqual([
      [0, 40],
      [0, 40],
    ]);
  });

  it("B43: rest for one: the later one is stopped, both begin anew, the earlier one is the same", async () => {
    const plan = parallel("p", { a, b, c }).supervised({ transient: [retry({ delayMs: 1, scope: "rest" })] });
    const { facts } = await play(plan, 1, {
      act: inTurn({ a: [gives("a", 50)], b: [fails(10), gives("b")], c: [gives("c", 50)] }),
    });
    expect(["a", "b", "c"].map((name) => attemptsOf(facts, `p/${name}`))).toEqual([1, 2, 2]);
  });

  it("B46: when a second one fails while the group comes back, all are stopped again, and one more restart is spent", async () => {
    const act = inTurn({ a: [fails(10), gives("a", 50)], b: [gives("b", 50), fails(15), gives("b")] });
    const { outcome, facts } = await play(group(2), 1, { act });
    expect(factsOf(facts, "node.failed").map(({ at, path }) => [at, path])).toEqual([
      [10, "p/a"],
      [26, "p/b"],
    ]);
    expect(endsOf(facts, "p/a")).toEqual(["failed", "stopped", "done"]);
    expect(factsOf(facts, "group.restarted").map(({ restarts }) => restarts)).toEqual([1, 2]);
    expect(outcome.status).toBe("done");
  });

  it("B56: a group that gives up is one failed child of the one above, and comes back whole", async () => {
    const inner = parallel("inner", { a, b }).supervised({
      transient: [retry({ attempts: 9, delayMs: 1, scope: "all", restarts: 1 })],
    });
    const plan = chain("outer", [inner]).supervised({ escalated: [retry({ attempts: 2, delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, {
      act: inTurn({ a: [fails(10), fails(10), gives("a")], b: [gives("b", 50)] }),
    });
    expect(decisionsOf(facts)).toEqual([
      "transient: retry by outer/inner",
      "transient: escalate by outer/inner",
      "escalated: retry by outer",
    ]);
    expect(factsOf(facts, "node.started", "outer/inner")).toHaveLength(2);
    expect(endsOf(facts, "outer/inner/b").at(-1)).toBe("done");
    expect(outcome).toMatchObject({ status: "done", output: { a: "a", b: "b" } });
  });

  it("B64: policies are data and cannot throw; what can (a classify, a gate, an on) leaves both ends consistent", async () => {
    const boom = (): never => {
      throw new Error("boom");
    };
    const classified = agent("a", { work: (_: unknown): unknown => boom(), classify: boom });
    const gated = a.gated(check("gate", boom));
    const chosen = branch<Record<string, typeof a>>("a", { on: boom, cases: { x: b } });
    for (const [kind, plan] of [
      ["transient", classified],
      ["defect", gated],
      ["defect", chosen],
    ] as const) {
      const parent = parallel("p", { a: plan, slow: c }).supervised({ "*": [escalate()] });
      const outer = chain("outer", [parent]).supervised({ escalated: [skip({ a: "instead", slow: "instead" })] });
      const { outcome, facts } = await play(outer, 1, { cast: { slow: long } });
      expect(factsOf(facts, "node.failed")[0]?.failure.kind).toBe(kind);
      expect([endsOf(facts, "outer/p/a"), endsOf(facts, "outer/p/slow"), endsOf(facts, "outer/p")]).toEqual([
        ["failed"],
        ["stopped"],
        ["failed"],
      ]);
      expect(outcome).toMatchObject({ status: "degraded", output: { slow: "instead" } });
    }
  });

  it("B68: children stop in the reverse order of their starts, each fully over before the next is asked", async () => {
    const slow = { ...long, onAbort: { afterMs: 10 } };
    const five = parallel("p", { n1: a, n2: a, n3: a, n4: a, n5: a });
    const { facts } = await play(five, 1, {
      cast: { n1: slow, n2: slow, n3: slow, n4: slow, n5: slow },
      cancelAtMs: 5,
    });
    expect(factsOf(facts, "attempt.aborted").map(({ at, path }) => `${at} ${path}`)).toEqual([
      "5 p/n5",
      "15 p/n4",
      "25 p/n3",
      "35 p/n2",
      "45 p/n1",
    ]);
    expect(factsOf(facts, "node.ended").map(({ path }) => path)).toEqual(["p/n5", "p/n4", "p/n3", "p/n2", "p/n1", "p"]);
  });

  it("B69: after the grace a deaf child is abandoned and the stop goes on; those that obey end as stopped", async () => {
    const deaf = { ...long, onAbort: "ignores" } as const;
    const { outcome, facts } = await play(parallel("p", { a, b, c }), 1, {
      cast: { a: long, b: deaf, c: long },
      cancelAtMs: 5,
      graceMs: 1_000,
    });
    expect(factsOf(facts, "node.ended").map(({ at, path, how }) => `${at} ${path} ${how}`)).toEqual([
      "5 p/c stopped",
      "1005 p/b stopped",
      "1005 p/a stopped",
      "1005 p stopped",
    ]);
    expect(outcome.abandoned).toEqual(["p/b#1"]);
  });

  it("B75: a stop beats a pending restart: it returns at once, and no new attempt comes later", async () => {
    const plan = parallel("p", { a: a.supervised({ transient: [retry({ delayMs: 8_000 })] }), b });
    const { outcome, facts, world } = await play(plan, 1, { cast: { a: flaky, b: long }, cancelAtMs: 5 });
    expect(facts.at(-1)?.at).toBe(5);
    expect(attemptsOf(facts, "p/a")).toBe(1);
    expect(world.left().attempts).toEqual([]);
    expect(outcome.status).toBe("cancelled");
  });

  it("B90: a unit of work ends itself: when its join is met the rest are stopped in reverse order, and it is done (shown on the machine: a vote, which ends early, is a pool and has no order)", async () => {
    const slow = { ...long, onAbort: { afterMs: 10 } };
    const { outcome, facts } = await playEarly(parallel("p", { a, b, c }), 1, {
      a: slow,
      b: { afterMs: 5, returns: "b" },
      c: slow,
    });
    expect(
      factsOf(facts, "node.ended").map(({ at, path, how, disposition }) =>
        `${at} ${path} ${how} ${disposition}`.trim(),
      ),
    ).toEqual(["5 p/b done", "15 p/c stopped not-needed", "25 p/a stopped not-needed", "25 p done"]);
    expect(factsOf(facts, "node.failed")).toEqual([]);
    expect(outcome.status).toBe("done");
    const all = await play(parallel("p", { a, b }), 1, {
      cast: { a: { afterMs: 5, returns: 1 }, b: { afterMs: 9, returns: 2 } },
    });
    expect(factsOf(all.facts, "node.ended", "p").map(({ at, how }) => [at, how])).toEqual([[9, "done"]]);
  });

  it("B106: a former attempt's timer is cancelled, and a tick that is on its way is discarded", async () => {
    const plan = worker("a", { timeoutMs: 20 }).supervised({ transient: [retry({ delayMs: 0 })] });
    const { outcome, facts } = await play(plan, 1, {
      cast: {
        a: [
          { afterMs: 5, ...flaky },
          { afterMs: 19, returns: "second" },
        ],
      },
    });
    expect(factsOf(facts, "timer.fired")).toEqual([]);
    expect([facts.at(-1)?.at, outcome.status]).toEqual([24, "done"]);
    const machine = stepDriver().agent("a", { path: "a", gatesBefore: 0, gatesAfter: 0, isPerson: false });
    const failure = { kind: "transient", path: "a", message: "flaky" } as const;
    machine.send({ type: "START", input: 1, attempt: 1 });
    machine.send({ type: "WORK_FAILED", attempt: 1, failure });
    machine.send({ type: "RETRY", attempt: 2 });
    expect(machine.send({ type: "TIMEOUT", attempt: 1, failure: { ...failure, kind: "timeout" } })).toBeUndefined();
    expect(machine.send({ type: "WORK_RETURNED", attempt: 1, output: "late" })).toBeUndefined();
    expect(machine.state()).toBe("working");
  });

  it("B126: enough is enough: once one of four has given what is needed the others are stopped, none leaks, and what they say later changes nothing", async () => {
    const chatty = { ...long, onAbort: { afterMs: 10 }, echoes: 2 };
    const four = vote("p", [a, b, c, worker("d")], quorum(1, { ballot: String }));
    const { outcome, facts, world } = await play(four, 1, {
      cast: { a: chatty, b: chatty, c: { afterMs: 5, returns: "c" }, d: chatty },
    });
    expect(["a", "b", "d"].map((name) => endsOf(facts, `p/${name}`))).toEqual([["stopped"], ["stopped"], ["stopped"]]);
    expect(outcome).toMatchObject({ status: "done", finished: { "p/c": "c" } });
    expect(factsOf(facts, "run.ended").map(({ seq }) => seq)).toEqual([facts.length - 1]);
    expect(world.left().attempts).toEqual([]);
  });
});

/** Runs a plan whose parallels are over with their first outcome. */
async function playEarly<I, O>(plan: Plan<I, O>, input: NoInfer<I>, parts: Cast) {
  const world = virtualHost({ act: cast(parts) });
  const run = runtimeOn({ host: world, driver: () => shownDriver(FIRST_ONE_WINS), seed: 1 }).start(plan, input);
  const outcome = await run.outcome;
  const facts: Fact[] = [];
  for await (const fact of run.facts()) facts.push(fact);
  return { outcome, facts };
}
