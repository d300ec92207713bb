import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent, approval, ask, chain, check, handoff, human, parallel, retry, skip } from "../../src/index.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { factsOf, rehearse, seen } from "./rehearse.ts";
import { worker } from "./scenes.ts";

const approve = approval("ok", { deadlineMs: 100, otherwise: "reject" });

describe("an attempt", () => {
  it("is reserved on every ledger before it begins, and costs a step however it ends", async () => {
    const { outcome, facts } = await rehearse(worker("a"), 1, { cast: { a: [{ throws: "flaky" }, { returns: 1 }] } });
    expect(outcome.spend.steps).toBe(2);
    expect(factsOf(facts, "attempt.started").map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it("that no ledger can pay for never begins", async () => {
    const run = await rehearse(chain("p", [worker("a"), worker("b")]), 1, { budget: { steps: 1 } });
    expect(seen(run)).toEqual(["0 began p/a#1", "0 ended p/a#1", "0 closed"]);
    expect(factsOf(run.facts, "ledger.refused")).toMatchObject([
      { path: "p/b", ledger: "steps", owner: "p", used: 1, limit: 1 },
    ]);
  });

  it("has one key for all tries of an activation, and another in another run", async () => {
    const keys: string[] = [];
    const keyed = agent("pay", {
      work: (amount: number, { idempotencyKey }) => {
        keys.push(idempotencyKey);
        if (keys.length === 1) throw new Error("flaky");
        return amount;
      },
    });
    await rehearse(chain("p", [keyed]), 5, { id: "first" });
    await rehearse(chain("p", [keyed]), 5, { id: "second" });
    expect(keys).toEqual(["first/p/pay", "first/p/pay", "second/p/pay"]);
  });

  it("hears what those before it asked back for and were told, and costs a step as they did", async () => {
    const asking = agent("a", {
      asks: 2,
      work: (_: number, { attempt, answers }) =>
        answers.length < 2 ? ask(`question ${attempt}`) : answers.map(({ answer }) => String(answer)),
    });
    const { outcome, facts } = await rehearse(
      asking.answers((question) => `answer to ${String(question)}`),
      1,
    );
    expect(outcome).toMatchObject({
      status: "done",
      output: ["answer to question 1", "answer to question 2"],
      spend: { steps: 3 },
    });
    expect(factsOf(facts, "attempt.started").map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(factsOf(facts, "node.failed")).toEqual([]);
  });

  it("is the last one where it asks back more often than it may", async () => {
    const asking = agent("a", { asks: 1, work: (_: number) => ask("again?") });
    const { outcome } = await rehearse(
      asking.answers(() => "yes"),
      1,
    );
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "unresolved", code: "asks" },
      spend: { steps: 2 },
    });
  });

  it("ends as handed off where it passes control on, and no gate is asked about that", async () => {
    const one = agent("one", { handsTo: ["two"], work: (id: number, { handoff: to }) => to("two", id + 1) });
    const two = agent("two", { work: (id: number) => `done ${id}` });
    const never = check<unknown>("never", () => false);
    const run = await rehearse(handoff("p", { one: one.gated(never), two }, { start: "one", max: 3 }), 1);
    expect(run.outcome).toMatchObject({ status: "done", output: "done 2" });
    expect(factsOf(run.facts, "node.ended").map(({ path, how, disposition }) => [path, how, disposition])).toEqual([
      ["p/one", "handed", "handed off to two"],
      ["p/two", "done", ""],
      ["p", "done", ""],
    ]);
  });

  it("hears what the one before it got wrong", async () => {
    const heard: unknown[] = [];
    const drafting = agent("a", {
      work: (_: number, { attempt, feedback }) => {
        heard.push(feedback);
        return attempt === 1 ? { text: 1n } : { text: "fine" };
      },
    });
    await rehearse(drafting, 1);
    expect(heard).toEqual([
      undefined,
      { previous: null, issues: [{ message: "a bigint is not JSON", path: ["text"] }] },
    ]);
  });
});

describe("a person's work", () => {
  const word = human("word", { output: z.string(), deadlineMs: 1_000, otherwise: "fail" }).gated(
    check("short", (text) => text === "ok" || "say ok"),
  );

  it("is asked for again where its gate says no, though the run has no steps: it costs none", async () => {
    const said = ["too long", "ok"];
    const answer = () => ({ afterMs: 1, reply: { verdict: "edit", value: said.shift() } as const });
    const { outcome } = await rehearse(word, null, { answer });
    expect(outcome).toMatchObject({ status: "done", output: "ok", spend: { steps: 0 } });
  });

  it("fails for what is wrong with it, and not for steps that it does not need", async () => {
    const answer = () => ({ afterMs: 1, reply: { verdict: "edit", value: "never" } as const });
    const { outcome } = await rehearse(chain("p", [word]), null, { answer });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "escalated", cause: { kind: "invalid-output" } },
    });
  });
});

describe("the feedback of an attempt", () => {
  it("is frozen, for everyone who works on the same gets the same", async () => {
    const frozen: boolean[] = [];
    const draft = agent("draft", { work: (_: number, { feedback }) => void frozen.push(Object.isFrozen(feedback)) });
    await rehearse(draft.gated(check("never", () => "no")), 1);
    expect(frozen.slice(1)).toEqual([true]);
  });
});

describe("an attempt that is over", () => {
  it.each([
    ["returned", { kind: "returned", value: 1 }],
    ["declined", { kind: "declined", reason: "no" }],
    ["threw", { kind: "threw", thrown: { name: "TypeError", message: "x" } }],
    ["invalid", { kind: "invalid", where: "output", issues: [], previous: null }],
  ] as const)("leaves nothing out and no time set, however it ended: %s", (_, end) => {
    const kernel = settle(
      kernelOf(parallel("p", { a: worker("a").gated(approve), b: worker("b") }).supervised({ "*": [] }), 1),
    );
    for (const id of ["p/a#1", "p/b#1"]) kernel.arrive({ ...end, id, at: 5 });
    kernel.step(1);
    expect([...kernel.waiting().outstanding.keys()]).toEqual([]);
    expect(kernel.waiting().wakeAt).toBeUndefined();
    expect([...kernel.core.clocks.values()].map(({ busy }) => busy)).toEqual([0]);
  });
});

describe("an attempt that takes too long", () => {
  it("is aborted at its timeout, and over when its work ends", async () => {
    const run = await rehearse(worker("a").supervised({ timeout: [skip("-")] }), 1, {
      cast: { a: { ends: { returns: 1 }, afterMs: 500, onAbort: { afterMs: 7 } } },
    });
    expect(seen(run)).toEqual(["0 began a#1", "100 aborted a#1", "107 ended a#1", "107 closed"]);
    expect(factsOf(run.facts, "attempt.aborted")).toMatchObject([
      { at: 100, attempt: 1, why: "attempt 1 took longer than 100 ms" },
    ]);
  });

  it("is abandoned after its grace, listed in the outcome, and retried only where that is declared safe", async () => {
    const options = { cast: { a: [{ onAbort: "ignores" } as const, { returns: 1 }] }, graceMs: 50 };
    const safe = agent("a", { work: () => 0, timeoutMs: 100, idempotent: true });
    const policy = { unresponsive: [retry({ delayMs: 0 })] };
    const once = await rehearse(worker("a").supervised(policy), 1, options);
    const again = await rehearse(safe.supervised(policy), undefined, options);
    expect(once.outcome).toMatchObject({ status: "failed", failure: { kind: "unresponsive" }, abandoned: ["a#1"] });
    expect(again.outcome).toMatchObject({ status: "done", output: 1, abandoned: ["a#1"] });
  });

  it("says nothing any more once it was abandoned: a late result is a dead letter", async () => {
    const late = { afterMs: 300, ends: { returns: "late" }, onAbort: "ignores" } as const;
    const { outcome, facts } = await rehearse(
      parallel("p", { a: worker("a").supervised({ unresponsive: [skip("-")] }), b: worker("b") }),
      1,
      {
        cast: {
          a: late,
          b: [
            { afterMs: 90, throws: "flaky" },
            { afterMs: 90, throws: "flaky" },
            { afterMs: 90, returns: 1 },
          ],
        },
        graceMs: 50,
      },
    );
    expect(outcome).toMatchObject({ status: "degraded", output: { a: "-", b: 1 } });
    expect(factsOf(facts, "dead.letter")).toMatchObject([{ path: "p/a", what: "returned from p/a#1" }]);
  });
});

describe("the money for an attempt", () => {
  const dear = (name: string) => agent(name, { work: () => 0, expects: { costUsd: 0.6 } });

  it("is promised to it while it works, and refused to another", async () => {
    const { outcome } = await rehearse(parallel("p", { a: dear("a"), b: dear("b") }), undefined, {
      budget: { steps: 9, usd: 1 },
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget", code: "usd" } });
  });

  it("that is only promised leaves what works its time: nothing of it is spent", async () => {
    const { outcome, facts } = await rehearse(parallel("p", { a: dear("a"), b: dear("b") }), undefined, {
      budget: { steps: 9, usd: 1 },
      cast: { a: { afterMs: 40, returns: "kept" } },
    });
    expect(outcome).toMatchObject({ status: "failed", finished: { "p/a": "kept" }, spend: { wallMs: 40 } });
    expect(factsOf(facts, "attempt.aborted")).toEqual([]);
  });

  it("is free again once it is over", async () => {
    const { outcome } = await rehearse(chain("p", [dear("a"), dear("b")]), undefined, { budget: { steps: 9, usd: 1 } });
    expect(outcome.status).toBe("done");
  });
});
