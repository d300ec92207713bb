import { describe, expect, it } from "vitest";
import { agent, approval, chain, createRuntime, loop, parallel, retry, skip } from "../../src/index.ts";
import type { Fact } from "../../src/model/fact.ts";
import { byHand, rest } from "./by-hand.ts";
import { factsOf, rehearse } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const [a, b] = [worker("a"), worker("b")];
const approve = approval("ok", { deadlineMs: 50_000, otherwise: "reject" });

describe("the wall clock", () => {
  it("counts while anything works, once for what works side by side", async () => {
    const { outcome } = await rehearse(parallel("p", { a, b }), 1, {
      cast: { a: { afterMs: 30, returns: 1 }, b: { afterMs: 50, returns: 1 } },
    });
    expect(outcome.spend.wallMs).toBe(50);
  });

  it("counts while anything backs off", async () => {
    const { outcome } = await rehearse(a.supervised({ transient: [retry({ delayMs: 400 })] }), 1, {
      cast: {
        a: [
          { afterMs: 5, throws: "flaky" },
          { afterMs: 7, returns: 1 },
        ],
      },
    });
    expect(outcome.spend.wallMs).toBe(412);
  });

  it("stands while only people are waited for, and goes on with the work", async () => {
    const { outcome, facts } = await rehearse(chain("p", [a.gated(approve), b]), 1, {
      cast: { a: { afterMs: 10, returns: 1 }, b: { afterMs: 20, returns: 2 } },
      answer: () => ({ afterMs: 40_000, reply: { verdict: "approve" } }),
    });
    expect(outcome.spend.wallMs).toBe(30);
    expect(factsOf(facts, "clock.paused")).toMatchObject([
      { at: 10, wallMs: 10 },
      { at: 40_030, wallMs: 30 },
    ]);
    expect(factsOf(facts, "clock.resumed").map(({ at }) => at)).toEqual([0, 40_010]);
  });

  it("goes on while a person is waited for beside other work", async () => {
    const { outcome } = await rehearse(parallel("p", { a: a.gated(approve), b }), 1, {
      cast: { b: { afterMs: 70, returns: 2 } },
      answer: () => ({ afterMs: 40, reply: { verdict: "approve" } }),
    });
    expect(outcome.spend.wallMs).toBe(70);
  });
});

describe("a ledger of wall time", () => {
  it("aborts what works when it is spent, and the owner fails with it", async () => {
    const { outcome, facts } = await rehearse(chain("p", [a, b]), 1, {
      cast: { a: { afterMs: 40, returns: 1 }, b: "never" },
      budget: { steps: 9, wallMs: 60 },
    });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", path: "p", code: "wallMs", message: "the wallMs ledger of p is spent: 60 of 60" },
      finished: { "p/a": 1 },
    });
    expect(factsOf(facts, "ledger.spent")).toMatchObject([
      { at: 60, owner: "p", ledger: "wallMs", used: 60, limit: 60 },
    ]);
  });

  it("of a part ends that part alone", async () => {
    const part = chain("q", [a])
      .budgeted({ wallMs: 20 })
      .supervised({ budget: [skip("-")] });
    const { outcome } = await rehearse(parallel("p", { x: part, y: b }), 1, {
      cast: { a: "never", y: { afterMs: 90, returns: 1 } },
    });
    expect(outcome).toMatchObject({ status: "degraded", output: { x: "-", y: 1 } });
  });

  it("is not spent by waiting for people", async () => {
    const { outcome } = await rehearse(a.gated(approve), 1, {
      budget: { steps: 9, wallMs: 60 },
      answer: () => ({ afterMs: 40_000, reply: { verdict: "approve" } }),
    });
    expect(outcome.status).toBe("done");
  });

  it("refuses a retry whose delay would spend it", async () => {
    const { outcome, facts } = await rehearse(a.supervised({ transient: [retry({ delayMs: 100 }), skip("-")] }), 1, {
      cast: { a: { throws: "flaky" } },
      budget: { steps: 9, wallMs: 60 },
    });
    expect(outcome).toMatchObject({ status: "degraded", output: "-" });
    expect(factsOf(facts, "supervisor.decided")[0]?.refused).toMatchObject([
      { why: "its delay of 100 ms passes the deadline" },
    ]);
  });
});

describe("a ledger of money", () => {
  const spends = [{ afterMs: 5, usage: { costUsd: 0.7 } }];

  it("aborts all at once when it is spent, and tells which", async () => {
    const { outcome, facts } = await rehearse(parallel("p", { a, b }), 1, {
      cast: { a: { afterMs: 50, ends: { returns: 1 }, spends }, b: { afterMs: 50, ends: { returns: 1 }, spends } },
      budget: { steps: 9, usd: 1 },
    });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "usd" },
      spend: { usd: 1.4, wallMs: 5 },
    });
    expect(factsOf(facts, "attempt.aborted").map(({ at, path }) => [at, path])).toEqual([
      [5, "p/b"],
      [5, "p/a"],
    ]);
  });

  it("is spent once, however much more comes", async () => {
    const { facts } = await rehearse(a, 1, {
      cast: {
        a: {
          afterMs: 50,
          ends: { returns: 1 },
          onAbort: { afterMs: 30 },
          spends: [...spends, { afterMs: 6, usage: { costUsd: 9 } }],
        },
      },
      budget: { steps: 9, usd: 0.5 },
    });
    expect(factsOf(facts, "ledger.spent").length).toBe(1);
  });
});

describe("a deadline", () => {
  it("ends everything, people's questions too, and the run fails", async () => {
    const { outcome, facts } = await rehearse(parallel("p", { a: a.gated(approve), b }), 1, {
      cast: { b: "never" },
      deadlineMs: 70,
    });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "timeout", code: "deadline", message: "the run was not over 70 ms after its start" },
      finished: {},
    });
    expect(facts.at(-1)?.at).toBe(70);
  });

  it("is no matter for a run that is over before it", async () => {
    const { outcome } = await rehearse(a, 1, { deadlineMs: 70 });
    expect(outcome.status).toBe("done");
  });
});

describe("a deadline that passes while work keeps the thread busy", () => {
  const steps = chain("p", [a, parallel("q", { b: chain("r", [b.supervised({ "*": [retry({ delayMs: 0 })] })]) })]);

  it("lets nothing begin any more, though its alarm has not rung, and asks no policy about it", async () => {
    const { run, host } = byHand(steps, 1, { deadlineMs: 100 });
    await rest();
    host.say({ kind: "returned", id: "p/a#1", value: 1 }, 140);
    const outcome = await run.outcome;
    const failure = { kind: "timeout", code: "deadline", message: "the run was not over 100 ms after its start" };
    expect(outcome).toMatchObject({ status: "failed", failure, finished: { "p/a": 1 }, spend: { steps: 1 } });
    const facts: Fact[] = [];
    for await (const fact of run.facts()) facts.push(fact);
    expect(factsOf(facts, "supervisor.decided")).toEqual([]);
    expect(factsOf(facts, "timer.fired").map(({ timer }) => timer)).toEqual(["deadline"]);
  });

  it("takes the result that is there and needs nothing more", async () => {
    const { run, host } = byHand(a, 1, { deadlineMs: 100 });
    await rest();
    host.say({ kind: "returned", id: "a#1", value: 1 }, 140);
    expect(await run.outcome).toMatchObject({ status: "done", output: 1 });
  });

  it("ends a real run that never lets go of the thread", async () => {
    const hog = agent("hog", {
      work: (round: number) => {
        const until = performance.now() + 40;
        while (performance.now() < until);
        return round + 1;
      },
    });
    const plan = loop("hogs", hog, { until: () => false, max: 6, exhausted: "last" });
    const { outcome } = createRuntime().start(plan, 0, { deadlineMs: 60 });
    const { status, spend } = await outcome;
    expect(status).toBe("failed");
    expect(spend.steps).toBeLessThan(3);
  });
});
