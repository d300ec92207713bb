import { describe, expect, it } from "vitest";
import { z } from "zod";
import { check } from "../../src/gates/check.ts";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { attemptsOf, decisionsOf, factsOf, play, refusalsOf, startsOf, worker } from "./stage.ts";

const a = worker("a");
const flaky = { throws: fail.transient("flaky") };
const slowDown = (retryAfterMs: number) => ({ throws: fail.rateLimited("slow down", { retryAfterMs }) });

describe("attempts", () => {
  it("are three runs by default, the first included", async () => {
    const { facts } = await play(a, 1, { cast: { a: flaky } });
    expect(attemptsOf(facts, "a")).toBe(3);
    expect(refusalsOf(facts, "a")).toEqual(["retry: attempts 3 of 3"]);
  });

  it("are one counter over all kinds of one activation", async () => {
    const plan = worker("a", { timeoutMs: 10 }).supervised({
      transient: [retry({ attempts: 3, delayMs: 1 })],
      timeout: [retry({ attempts: 3, delayMs: 1 })],
    });
    const { facts } = await play(plan, 1, { cast: { a: [flaky, "never", flaky, { returns: 1 }] } });
    expect(decisionsOf(facts, "a").slice(0, 3)).toEqual([
      "transient: retry by a",
      "timeout: retry by a",
      "transient: escalate by a",
    ]);
    expect(attemptsOf(facts, "a")).toBe(3);
  });

  it("back off from half a second, doubling, never beyond the cap", async () => {
    const plan = a.supervised({ transient: [retry({ attempts: 9, backoff: { jitter: "none" } })] });
    const { facts } = await play(plan, 1, { cast: { a: flaky } });
    const retries = factsOf(facts, "supervisor.decided", "a").filter(({ directive }) => directive === "retry");
    expect(retries.map(({ delayMs }) => delayMs)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("draw their delay evenly between nothing and the whole by default, the same for the same seed", async () => {
    const delaysWith = async (seed: number) => {
      const { facts } = await play(a.supervised({ transient: [retry({ attempts: 4 })] }), 1, {
        cast: { a: flaky },
        seed,
      });
      return factsOf(facts, "supervisor.decided", "a").map(({ delayMs }) => delayMs);
    };
    const [first, again, other] = [await delaysWith(1), await delaysWith(1), await delaysWith(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first.slice(0, 3).every((delay, n) => delay >= 0 && delay < 500 * 2 ** n)).toBe(true);
  });
});

describe("revise", () => {
  const text = agent("a", { work: (_: unknown): string => "", output: z.string() });
  const bad = (returns: unknown) => ({ returns });

  it("hands the issues and the former output to the next round, without a delay", async () => {
    const heard: unknown[] = [];
    const draft = agent("a", {
      work: (_: unknown, { feedback }): string => {
        heard.push(feedback);
        return heard.length === 1 ? "long draft" : "ok";
      },
    }).gated(check("short", (said) => said.length < 5 || "make it short"));
    const { outcome, facts } = await play(draft, 1);
    expect(heard).toEqual([undefined, { previous: "long draft", issues: [{ message: "make it short" }] }]);
    expect(decisionsOf(facts)).toEqual(["invalid-output: revise by default"]);
    expect(outcome).toMatchObject({ status: "done", output: "ok" });
  });

  it("has two rounds by default, beside the attempts", async () => {
    const { facts } = await play(text, 1, { cast: { a: [bad(1), bad([2]), bad({ x: 3 }), bad(true)] } });
    expect(attemptsOf(facts, "a")).toBe(3);
    expect(refusalsOf(facts, "a")).toEqual(["revise: rounds 2 of 2"]);
  });

  it("does not touch the attempts, nor they the rounds", async () => {
    const plan = text.supervised({
      "invalid-output": [revise({ rounds: 2 })],
      transient: [retry({ attempts: 2, delayMs: 1 })],
    });
    const { outcome, facts } = await play(plan, 1, { cast: { a: [bad(1), flaky, bad([2]), { returns: "ok" }] } });
    expect(decisionsOf(facts, "a")).toEqual([
      "invalid-output: revise by a",
      "transient: retry by a",
      "invalid-output: revise by a",
    ]);
    expect(outcome).toMatchObject({ status: "done", output: "ok" });
  });

  it("goes on to the next directive when the same issues come twice", async () => {
    const plan = text.supervised({ "invalid-output": [revise({ rounds: 5 }), skip("")] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: [bad(1), bad(2)] } });
    expect(refusalsOf(facts)).toEqual(["revise: the same issues twice"]);
    expect(attemptsOf(facts, "a")).toBe(2);
    expect(outcome).toMatchObject({ status: "degraded", output: "" });
  });
});

describe("retry-after", () => {
  it("is a floor: the own delay holds where it is longer", async () => {
    const startsWith = async (delayMs: number) => {
      const plan = a.supervised({ "rate-limited": [retry({ attempts: 2, delayMs })] });
      return startsOf((await play(plan, 1, { cast: { a: slowDown(100) } })).facts, "a");
    };
    expect(await startsWith(30)).toEqual([0, 100]);
    expect(await startsWith(300)).toEqual([0, 300]);
  });

  it("is never jittered away", async () => {
    const { facts } = await play(a, 1, { cast: { a: slowDown(5_000) } });
    expect(factsOf(facts, "supervisor.decided", "a")[0]?.delayMs).toBe(5_000);
  });

  it("is not waited for where it asks for more than an hour: the next directive is taken at once", async () => {
    const plan = a.supervised({ "rate-limited": [retry(), skip("later")] });
    const header = { "retry-after": "31536000000" };
    const busy = Object.assign(new Error("busy"), { status: 429, headers: header });
    const { outcome, facts } = await play(plan, 1, { cast: { a: { throws: busy } } });
    expect(refusalsOf(facts)).toEqual(["retry: its retry-after asks for more than an hour"]);
    expect(facts.at(-1)?.at).toBe(0);
    expect(outcome).toMatchObject({ status: "degraded", output: "later" });
  });

  it("is waited for where it asks for an hour", async () => {
    const { facts } = await play(a, 1, { cast: { a: slowDown(3_600_000) } });
    expect(startsOf(facts, "a")).toEqual([0, 3_600_000, 7_200_000]);
  });

  it("is not waited for where it passes the deadline: the next directive is taken at once", async () => {
    const plan = a.supervised({ "rate-limited": [retry(), skip("later")] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: slowDown(5_000) }, deadlineMs: 5_000 });
    expect(refusalsOf(facts)).toEqual(["retry: its delay of 5000 ms passes the deadline"]);
    expect(facts.at(-1)?.at).toBe(0);
    expect(outcome).toMatchObject({ status: "degraded", output: "later" });
  });

  it("is not waited for where it passes what a wall ledger has left", async () => {
    const plan = chain("c", [a.supervised({ "rate-limited": [retry(), skip("later")] })]).budgeted({ wallMs: 4_000 });
    const { outcome, facts } = await play(plan, 1, { cast: { a: slowDown(5_000) } });
    expect(refusalsOf(facts)).toEqual(["retry: its delay of 5000 ms passes the deadline"]);
    expect(outcome.status).toBe("degraded");
  });
});

describe("work that does not stop", () => {
  const deaf = { onAbort: "ignores" } as const;

  it("fails as a timeout after thirty seconds by default", async () => {
    const { facts } = await play(a, 1, { cast: { a: ["never", { returns: 1 }] } });
    expect(factsOf(facts, "node.failed").map(({ at, failure }) => [at, failure.kind])).toEqual([[30_000, "timeout"]]);
  });

  it("is abandoned after the grace, fails as unresponsive, and escalates by default", async () => {
    const { outcome, facts } = await play(worker("a", { timeoutMs: 20 }), 1, { cast: { a: deaf }, graceMs: 100 });
    expect(
      factsOf(facts, "node.failed").map(({ at, failure, isAbandoned }) => [at, failure.kind, isAbandoned]),
    ).toEqual([[120, "unresponsive", true]]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresponsive" }, abandoned: ["a#1"] });
  });

  it("is run again by default where it is declared idempotent", async () => {
    const plan = worker("a", { timeoutMs: 20, idempotent: true });
    const { outcome, facts } = await play(plan, 1, { cast: { a: [deaf, { returns: "second" }] } });
    expect(decisionsOf(facts)).toEqual(["unresponsive: retry by default"]);
    expect(outcome).toMatchObject({ status: "done", output: "second" });
  });

  it("is given five seconds by default", async () => {
    const { facts } = await play(worker("a", { timeoutMs: 20 }), 1, { cast: { a: deaf } });
    expect(factsOf(facts, "node.failed").map(({ at }) => at)).toEqual([5_020]);
  });

  it("is an ordinary timeout where it ends within its grace, whatever it says then", async () => {
    const slow = { ends: { returns: "too late" }, afterMs: 50, onAbort: "ignores" } as const;
    const { outcome, facts } = await play(worker("a", { timeoutMs: 20 }).supervised({ timeout: [skip("none")] }), 1, {
      cast: { a: slow },
      graceMs: 100,
    });
    expect(factsOf(facts, "node.failed").map(({ at, failure }) => [at, failure.kind])).toEqual([[50, "timeout"]]);
    expect(outcome).toMatchObject({ status: "degraded", output: "none", abandoned: [] });
  });

  it("is run again only where it is declared idempotent", async () => {
    const again = { unresponsive: [retry({ attempts: 2, delayMs: 1 }), skip("none")] };
    const cast = { a: [deaf, { returns: "second" }] };
    const risky = await play(worker("a", { timeoutMs: 20 }).supervised(again), 1, { cast });
    expect(refusalsOf(risky.facts)).toEqual(["retry: it may still be at work, and is not declared idempotent"]);
    expect(risky.outcome).toMatchObject({ status: "degraded", output: "none" });
    const safe = await play(worker("a", { timeoutMs: 20, idempotent: true }).supervised(again), 1, { cast });
    expect(safe.outcome).toMatchObject({ status: "done", output: "second", abandoned: ["a#1"] });
  });

  it("may speak long after: that is written down, and changes nothing", async () => {
    const late = { ends: { returns: "late" }, afterMs: 500, onAbort: "ignores" } as const;
    const first = worker("a", { timeoutMs: 20, idempotent: true }).supervised({
      unresponsive: [retry({ delayMs: 1 })],
    });
    const plan = parallel("p", { a: first, slow: worker("slow") });
    const cast = { a: [late, { returns: "second" }], slow: { afterMs: 1_000, returns: "slow" } };
    const { outcome, facts } = await play(plan, 1, { cast, graceMs: 10 });
    expect(factsOf(facts, "dead.letter").map(({ at, path }) => [at, path])).toEqual([[500, "p/a"]]);
    expect(outcome).toMatchObject({ status: "done", output: { a: "second" }, abandoned: ["p/a#1"] });
  });
});

describe("a fallback", () => {
  it("is passed over where a ledger cannot pay for it", async () => {
    const plan = a.supervised({ transient: [fallback(worker("b")), skip("free")] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: flaky }, budget: { steps: 1 } });
    expect(refusalsOf(facts)).toEqual(["fallback: a ledger has too few steps left"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "free" });
  });
});
