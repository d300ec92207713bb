import { describe, expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { human } from "../../src/plan/human.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, play, worker } from "./stage.ts";

const [a, b, c] = [worker("a"), worker("b"), worker("c")];
const flaky = { throws: fail.transient("flaky") };

describe("steps", () => {
  it("are attempts of work, fallbacks included, and nothing else", async () => {
    const person = human("person", { output: z.unknown(), deadlineMs: 10, otherwise: { value: 1 } });
    const gated = a.gated(
      check("fine", () => true),
      approval("boss", { when: () => false, deadlineMs: 1, otherwise: "reject" }),
    );
    const on = branch<Record<string, typeof b>>("branch", { on: () => "b", cases: { b } });
    const plan = chain("c", [pass<unknown>(), person, gated, on, c.supervised({ transient: [fallback(worker("d"))] })]);
    const { outcome } = await play(plan, 1, { cast: { c: flaky } });
    expect(outcome.spend.steps).toBe(4);
  });

  it("are refused before the work is begun, never after", async () => {
    const { outcome, facts, world } = await play(chain("c", [a, b]), 1, { budget: { steps: 1 } });
    expect(world.log.filter(({ what }) => what === "began").map(({ path }) => path)).toEqual(["c/a"]);
    expect(factsOf(facts, "ledger.refused").map(({ path, owner, ledger }) => [path, owner, ledger])).toEqual([
      ["c/b", "c", "steps"],
    ]);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "steps", path: "c" },
      finished: { "c/a": 1 },
    });
  });

  it("are never given back: not by a retry, not by a skip, not by a fallback", async () => {
    const plan = a.supervised({ transient: [retry({ attempts: 2, delayMs: 1 }), fallback(b), skip(0)] });
    const { outcome } = await play(plan, 1, { cast: { a: flaky, b: { throws: fail.permanent("no") } } });
    expect(outcome).toMatchObject({ status: "degraded", spend: { steps: 3 } });
  });

  it("that no retry can be paid with are the end of the ledger, not of the one who wanted them", async () => {
    const { outcome } = await play(chain("c", [a]), 1, { cast: { a: flaky }, budget: { steps: 1 } });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", path: "c", code: "steps", cause: { kind: "transient" } },
    });
  });

  it("bound what a revise may take", async () => {
    const plan = a
      .gated(check("short", () => false))
      .supervised({ "invalid-output": [revise({ rounds: 9 }), skip(0)] });
    const { outcome } = await play(plan, 1, { budget: { steps: 1 } });
    expect(outcome).toMatchObject({ status: "degraded", spend: { steps: 1 } });
  });
});

describe("a spent ledger", () => {
  it("goes straight to its owner: no policy between is asked", async () => {
    const inner = chain("inner", [a, b]).supervised({ "*": [skip("inner")] });
    const plan = chain("outer", [
      chain("owner", [inner])
        .budgeted({ steps: 1 })
        .supervised({ budget: [skip("owner")] }),
    ]);
    const { outcome, facts } = await play(plan, 1);
    expect(decisionsOf(facts)).toEqual(["budget: skip by outer/owner"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "owner", skipped: [{ path: "outer/owner" }] });
  });

  it("asks the policies above its owner too, where the owner has none for it", async () => {
    const plan = chain("outer", [chain("owner", [a, b]).budgeted({ steps: 1 })]).supervised({
      budget: [skip("outer")],
    });
    expect((await play(plan, 1)).outcome).toMatchObject({ status: "degraded", output: "outer" });
  });

  it("fails its owner with what was finished, where nothing is declared", async () => {
    const plan = chain("outer", [chain("owner", [a, b]).budgeted({ steps: 1 })]);
    const { outcome } = await play(plan, 1, { cast: { a: { returns: "a" } } });
    expect(outcome).toMatchObject({ status: "failed", finished: { "outer/owner/a": "a" } });
    expect(JSON.stringify(outcome)).toContain('"kind":"budget"');
  });

  it("draws on every ledger above: the poorest one decides, and it is its owner that is asked", async () => {
    const inner = chain("inner", [a, b])
      .budgeted({ steps: 9 })
      .supervised({ budget: [skip("inner")] });
    const plan = chain("outer", [inner]).supervised({ budget: [skip("outer")] });
    const { outcome, facts } = await play(plan, 1, { budget: { steps: 1 } });
    expect(decisionsOf(facts)).toEqual(["budget: skip by outer"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "outer" });
  });

  it("of one branch leaves the other branches alone", async () => {
    const poor = chain("poor", [a, b])
      .budgeted({ steps: 1 })
      .supervised({ budget: [skip("poor")] });
    const { outcome, facts } = await play(parallel("p", { poor, c }), 1, {
      cast: { c: { afterMs: 50, returns: "c" } },
    });
    expect(endsOf(facts, "p/c")).toEqual(["done"]);
    expect(outcome).toMatchObject({ status: "degraded", output: { poor: "poor", c: "c" } });
  });

  it("allows neither retry nor revise nor fallback: they are passed over", async () => {
    const plan = chain("c", [a, b]).supervised({ "*": [retry(), revise(), fallback(c), skip("end")] });
    const { outcome, facts } = await play(plan, 1, { budget: { steps: 1 } });
    expect(factsOf(facts, "supervisor.decided").map(({ refused }) => refused.map(({ does }) => does))).toEqual([
      ["retry", "revise", "fallback"],
    ]);
    expect(outcome).toMatchObject({ status: "degraded", output: "end" });
  });

  it("outlives its owner's life: a new one goes on with what is left", async () => {
    const owner = chain("owner", [a, b]).budgeted({ steps: 3 }).supervised({ permanent: [] });
    const plan = chain("outer", [owner]).supervised({ escalated: [retry({ attempts: 9, delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, {
      cast: { b: { throws: fail.permanent("no") } },
      budget: { steps: 99 },
    });
    expect(attemptsOf(facts, "outer/owner/a") + attemptsOf(facts, "outer/owner/b")).toBe(3);
    expect(outcome.status).toBe("failed");
  });
});

describe("what still works when a ledger is spent", () => {
  it("runs to its end where steps are spent, for it is paid for, and nothing more is started", async () => {
    const plan = parallel("p", { slow: chain("slow", [a, worker("next")]), quick: chain("quick", [b, c]) });
    const cast = { a: { afterMs: 50, returns: "a" }, b: { afterMs: 5, returns: "b" } };
    const { outcome, facts } = await play(plan, 1, { cast, budget: { steps: 2 } });
    expect(factsOf(facts, "attempt.aborted")).toEqual([]);
    expect(attemptsOf(facts, "p/slow/next")).toBe(0);
    expect(facts.at(-1)?.at).toBe(50);
    expect(outcome).toMatchObject({ status: "failed", finished: { "p/slow/a": "a", "p/quick/b": "b" } });
  });

  it("is aborted at once where more money is used than there is", async () => {
    const plan = parallel("p", { a, b });
    const cast = { a: { spends: [{ afterMs: 5, usage: { costUsd: 2 } }] }, b: { afterMs: 50, returns: "b" } };
    const { outcome, facts } = await play(plan, 1, { cast, budget: { usd: 1.99 } });
    expect(factsOf(facts, "attempt.aborted").map(({ at, path }) => [at, path])).toEqual([
      [5, "p/b"],
      [5, "p/a"],
    ]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget", code: "usd" }, spend: { usd: 2 } });
  });

  it("runs to its end where exactly the money is used, and nothing more is started", async () => {
    const cast = { a: { afterMs: 50, ends: { returns: "a" }, spends: [{ afterMs: 5, usage: { costUsd: 2 } }] } };
    const alone = await play(a, 1, { cast, budget: { usd: 2 } });
    expect(alone.outcome).toMatchObject({ status: "done", output: "a", spend: { usd: 2 } });
    const { outcome, facts } = await play(chain("c", [a, b]), 1, { cast, budget: { usd: 2 } });
    expect(attemptsOf(facts, "c/b")).toBe(0);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "usd", message: "the usd ledger of c is spent: 2 of 2" },
      finished: { "c/a": "a" },
    });
  });

  it("runs to its end where exactly the tokens are used, whoever beside it is refused", async () => {
    const plan = parallel("p", { a, other: chain("other", [b, c]) });
    const cast = {
      a: { afterMs: 50, ends: { returns: "a" }, spends: [{ afterMs: 5, usage: { inputTokens: 100 } }] },
      b: { afterMs: 10, returns: "b" },
    };
    const { outcome, facts } = await play(plan, 1, { cast, budget: { tokens: 100 } });
    expect(factsOf(facts, "attempt.aborted")).toEqual([]);
    expect(outcome).toMatchObject({ status: "failed", failure: { code: "tokens" }, finished: { "p/a": "a" } });
  });

  it("is aborted at once where more tokens are used than there are", async () => {
    const cast = { a: { spends: [{ afterMs: 5, usage: { inputTokens: 60, outputTokens: 50 } }] } };
    const { outcome } = await play(a, 1, { cast, budget: { tokens: 100 } });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "tokens" },
      spend: { tokens: 110 },
    });
  });

  it("is aborted at once where wall time is spent", async () => {
    const { outcome, facts } = await play(chain("c", [a, b]), 1, {
      cast: { a: { afterMs: 30, returns: 1 }, b: "never" },
      budget: { wallMs: 50 },
    });
    expect(facts.at(-1)?.at).toBe(50);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "wallMs" },
      spend: { wallMs: 50 },
    });
  });

  it("has its expected money reserved before it begins, and what it did not use flows back", async () => {
    const dear = (name: string) => agent(name, { work: (input: unknown): unknown => input, expects: { costUsd: 1 } });
    const [one, two] = [dear("one"), dear("two")];
    const spends = [{ afterMs: 1, usage: { costUsd: 0.25 } }];
    const cast = {
      one: { afterMs: 5, ends: { returns: 1 }, spends },
      two: { afterMs: 5, ends: { returns: 2 }, spends },
    };
    const after = await play(chain("c", [one, two]), 1, { cast, budget: { usd: 1.5 } });
    expect(after.outcome).toMatchObject({ status: "done", spend: { usd: 0.5 } });
    const beside = await play(parallel("p", { one, two }), 1, { cast, budget: { usd: 1.5 } });
    expect(factsOf(beside.facts, "ledger.refused").map(({ path, ledger }) => [path, ledger])).toEqual([
      ["p/two", "usd"],
    ]);
    expect(beside.outcome).toMatchObject({ status: "failed", failure: { kind: "budget", code: "usd" } });
  });

  it("has as much less promised as it has reported, so that nothing counts twice", async () => {
    const dear = (name: string) => agent(name, { work: (input: unknown): unknown => input, expects: { costUsd: 0.5 } });
    const plan = parallel("p", { one: dear("one"), later: chain("later", [a, dear("two")]) });
    const cast = {
      one: { afterMs: 50, ends: { returns: 1 }, spends: [{ afterMs: 5, usage: { costUsd: 0.5 } }] },
      a: { afterMs: 10, returns: 1 },
    };
    const { outcome } = await play(plan, 1, { cast, budget: { usd: 1 } });
    expect(outcome).toMatchObject({ status: "done", spend: { usd: 0.5 } });
  });

  it("may be promised all the money, to the last cent", async () => {
    const tenth = (name: string) =>
      agent(name, { work: (input: unknown): unknown => input, expects: { costUsd: 0.1 } });
    const plan = parallel("p", { one: tenth("one"), two: tenth("two"), three: tenth("three") });
    expect((await play(plan, 1, { budget: { usd: 0.3 } })).outcome.status).toBe("done");
  });

  it("is not said to be spent while it is only promised", async () => {
    const dear = (name: string) => agent(name, { work: (input: unknown): unknown => input, expects: { costUsd: 0.2 } });
    const { outcome } = await play(parallel("p", { one: dear("one"), two: dear("two") }), 1, { budget: { usd: 0.3 } });
    expect(outcome).toMatchObject({
      failure: { message: "the usd ledger of p has 0.2 promised of 0.3, and this attempt expects 0.2 more" },
    });
  });

  it("counts the money that a failed attempt had spent", async () => {
    const cast = { a: [{ afterMs: 5, ends: flaky, spends: [{ afterMs: 1, usage: { costUsd: 1 } }] }, { returns: 1 }] };
    const { outcome } = await play(a, 1, { cast });
    expect(outcome).toMatchObject({ status: "done", spend: { usd: 1, steps: 2 } });
  });
});

describe("time", () => {
  it("on the wall counts work and backing off, and not waiting for people alone", async () => {
    const waits = b.gated(approval("boss", { deadlineMs: 10_000, otherwise: "approve" }));
    const plan = chain("c", [a.supervised({ transient: [retry({ attempts: 2, delayMs: 100 })] }), waits]);
    const cast = {
      a: [
        { afterMs: 10, ...flaky },
        { afterMs: 10, returns: 1 },
      ],
      b: { afterMs: 10, returns: 2 },
    };
    const { outcome, facts } = await play(plan, 1, { cast });
    expect(outcome.spend.wallMs).toBe(130);
    expect(facts.at(-1)?.at).toBe(10_130);
  });

  it("on the wall goes on while anything works, whoever else waits for a person", async () => {
    const waits = a.gated(approval("boss", { deadlineMs: 40, otherwise: "approve" }));
    const { outcome } = await play(parallel("p", { waits, b }), 1, {
      cast: { waits: { returns: 1 }, b: { afterMs: 30, returns: 2 } },
    });
    expect(outcome.spend.wallMs).toBe(30);
  });

  it("on the calendar counts everything: at the deadline all is stopped, and the run fails", async () => {
    const waits = a.gated(approval("boss", { deadlineMs: 10_000, otherwise: "approve" }));
    const { outcome, facts } = await play(waits, 1, { deadlineMs: 5_000 });
    expect(facts.at(-1)?.at).toBe(5_000);
    expect(factsOf(facts, "question.closed").map(({ why }) => why)).toEqual(["withdrawn"]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "timeout", code: "deadline" } });
  });
});

describe("other ledgers", () => {
  it("bound how many agents are started", async () => {
    const plan = map("m", a, { maxItems: 3, concurrency: 1 }).supervised({ budget: [skip([])] });
    const { outcome, facts } = await play(plan, [1, 2, 3], { budget: { spawned: 2 } });
    expect(factsOf(facts, "ledger.refused").map(({ ledger }) => ledger)).toEqual(["spawned"]);
    expect(outcome).toMatchObject({ status: "degraded", finished: { "m/a[0]": 1, "m/a[1]": 2 } });
  });

  it("bound how deep plans nest", async () => {
    const plan = chain("one", [chain("two", [chain("three", [a])])]);
    expect((await play(plan, 1, { budget: { depth: 4 } })).outcome.status).toBe("done");
    expect((await play(plan, 1, { budget: { depth: 3 } })).outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "depth" },
    });
  });
});

describe("what work reports when its attempt is over", () => {
  const late = { afterMs: 5, ends: { returns: 1 }, spends: [{ afterMs: 20, usage: { inputTokens: 7, costUsd: 0.5 } }] };

  it("is written down with the attempt, and charged to every ledger above", async () => {
    const part = chain("part", [a]).budgeted({ usd: 9 });
    const plan = chain("c", [part, b]);
    const { outcome, facts } = await play(plan, 1, { cast: { a: late, b: { afterMs: 50, returns: 2 } } });
    expect(factsOf(facts, "work.spent")).toMatchObject([
      { at: 20, path: "c/part/a", attempt: 1, usage: { costUsd: 0.5 } },
    ]);
    expect(outcome).toMatchObject({ status: "done", spend: { usd: 0.5, tokens: 7 } });
  });

  it("counts for what begins after it in its part", async () => {
    const again = { throws: fail.transient("flaky") };
    const part = chain("part", [a, b]).budgeted({ usd: 0.5 });
    const cast = { a: late, b: [{ afterMs: 50, ...again }, { returns: 2 }] };
    const { outcome } = await play(chain("c", [part]), 1, { cast });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { cause: { kind: "budget", code: "usd", path: "c/part" } },
    });
  });

  it("of abandoned work ends the run, where it is more than the run has", async () => {
    const deaf = { onAbort: "ignores" as const, spends: [{ afterMs: 200, usage: { costUsd: 2 } }] };
    const plan = chain("c", [worker("a", { timeoutMs: 10 }).supervised({ unresponsive: [skip(0)] }), b]);
    const staging = { cast: { a: deaf, b: { afterMs: 900, returns: 2 } }, graceMs: 50, budget: { usd: 1 } };
    const { outcome, facts } = await play(plan, 1, staging);
    expect(factsOf(facts, "attempt.aborted").map(({ at, path }) => [at, path])).toEqual([
      [10, "c/a"],
      [200, "c/b"],
    ]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget", code: "usd" }, spend: { usd: 2 } });
  });

  it("waits for what a person decides about its owner, and then refuses the next start", async () => {
    const broken = { ends: { throws: fail.permanent("no") }, spends: [{ afterMs: 5, usage: { costUsd: 2 } }] };
    const { outcome, facts } = await play(a, 1, {
      cast: { a: [broken, { returns: 1 }] },
      budget: { usd: 1, steps: 9 },
      onEscalation: { ask: "person", deadlineMs: 50 },
      answer: () => ({ afterMs: 20, reply: { verdict: "retry" } }),
    });
    expect(factsOf(facts, "question.closed").map(({ at, why }) => [at, why])).toEqual([[20, "answered"]]);
    expect(attemptsOf(facts, "a")).toBe(1);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget", code: "usd" } });
  });

  it("is nobody's any more once the run is over", async () => {
    const { outcome, facts } = await play(a, 1, { cast: { a: late } });
    expect(outcome).toMatchObject({ status: "done", spend: { usd: 0 } });
    expect([facts.at(-1)?.type, facts.at(-1)?.at]).toEqual(["run.ended", 5]);
  });
});
