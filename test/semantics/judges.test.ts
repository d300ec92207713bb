import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { check, policy } from "../../src/gates/check.ts";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { judge } from "../../src/plan/judge.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Agent } from "../../src/plan/plan.ts";
import { answer } from "../../src/plan/said.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, worker } from "./stage.ts";

const draft: Agent<unknown, unknown> = worker("a");
const critic = agent("critic", { work: (_: unknown): Verdict => ({ verdict: "pass" }) });
const judged = draft.gated(judge("critic", critic));
const says = (returns: unknown, afterMs = 0): Act => ({ afterMs, ends: { returns } });
const gives = (verdict: Verdict, afterMs = 0): Act => says(verdict, afterMs);
const pass = gives({ verdict: "pass" });
const revise = gives({ verdict: "revise", feedback: "shorter" });
const reject = gives({ verdict: "reject", reason: "never" });
const gone: Act = { ends: { throws: fail.permanent("gone") } };

describe("a judge", () => {
  it("is a node below its agent under the gate's name, numbered from its second asking on, and each attempt is a step", async () => {
    const { outcome, facts } = await play(judged, 1, {
      cast: { a: says("out"), "a/critic": revise, "a/critic[1]": pass },
    });
    expect(factsOf(facts, "attempt.started").map(({ path }) => path)).toEqual(["a", "a/critic", "a", "a/critic[1]"]);
    expect(outcome).toMatchObject({ status: "done", output: "out", spend: { steps: 4 } });
    expect(outcome.finished).toHaveProperty(["a/critic[1]"]);
  });

  it("holds the agent in awaiting-gate", async () => {
    const { facts } = await play(judged, 1, { cast: { a: says("out"), critic: pass } });
    expect(factsOf(facts, "gate.opened", "a").map(({ gate, kind }) => [gate, kind])).toEqual([["critic", "judge"]]);
  });

  it("is shown the input, the output, and what the agent says of how it came to it", async () => {
    const seen: unknown[] = [];
    const looking = agent("critic", {
      work: (shown: unknown): Verdict => {
        seen.push(shown);
        return { verdict: "pass" };
      },
    });
    const work = agent("a", { work: (_: unknown): unknown => answer("out", { reasoning: "because", confidence: 1 }) });
    await play(work.gated(judge("critic", looking)), "in");
    expect(seen).toEqual([{ input: "in", output: "out", reasoning: "because" }]);
  });

  it("that says revise has its feedback heard by the agent's next round, as a check has", async () => {
    const heard: unknown[] = [];
    const work = agent("a", {
      work: (_: unknown, { feedback }): unknown => {
        heard.push(feedback);
        return "out";
      },
    });
    const { facts } = await play(work.gated(judge("critic", critic)), 1, { act: inTurn({ critic: [revise] }) });
    expect(heard).toEqual([undefined, { previous: "out", issues: [{ message: "shorter" }] }]);
    expect(decisionsOf(facts, "a")).toEqual(["invalid-output: revise by default"]);
  });

  it("that says reject is final: a rejection, never revised", async () => {
    const { outcome, facts } = await play(judged, 1, { cast: { a: says("out"), critic: reject } });
    expect([attemptsOf(facts, "a"), decisionsOf(facts, "a")[0]]).toEqual([1, "rejected: escalate by default"]);
    const failure = { kind: "rejected", path: "a", message: "critic: never", previous: "out" };
    expect(outcome).toMatchObject({ status: "failed", failure });
  });

  it("before the work is shown the input as the output, and anything but a pass is a rejection without a step", async () => {
    const { outcome, facts } = await play(draft.gatedBefore(judge("critic", critic)), "in", {
      cast: { critic: revise },
    });
    expect(factsOf(facts, "node.started", "a/critic").map(({ input }) => input)).toEqual([
      { input: "in", output: "in" },
    ]);
    expect(attemptsOf(facts, "a")).toBe(0);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected", path: "a" }, spend: { steps: 1 } });
  });

  it("that gives no verdict leaves its agent unresolved, as one that declines", async () => {
    const { outcome, facts } = await play(judged, 1, { cast: { a: says("out"), critic: says("fine") } });
    expect(decisionsOf(facts, "a")[0]).toBe("unresolved: escalate by default");
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "a", code: "critic" } });
  });

  it("that gave no verdict is asked again where a plan around it is retried: its answer is not taken over", async () => {
    const plan = chain("c", [parallel("p", { a: judged })]).supervised({ escalated: [retry({ delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, {
      act: inTurn({ a: [says("out"), says("out")], critic: [says("fine"), pass] }),
    });
    expect(attemptsOf(facts, "c/p/a/critic")).toBe(2);
    expect(outcome).toMatchObject({ status: "done", output: { a: "out" } });
  });

  it("that declines leaves its agent unresolved", async () => {
    const { outcome } = await play(judged, 1, { cast: { a: says("out"), critic: { declines: "not mine" } } });
    const message = "critic declined: not mine";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "a", message } });
  });

  it("may be any plan, and a person too", async () => {
    const plan = draft.gated(judge("panel", retyped(chain("panel", [worker("one"), critic]))));
    const { facts, outcome } = await play(plan, 1);
    expect(factsOf(facts, "attempt.started").map(({ path }) => path)).toEqual(["a", "a/panel/one", "a/panel/critic"]);
    expect(outcome.status).toBe("done");
  });

  it("is only asked about what the gates before it have passed", async () => {
    const plan = draft
      .gated(
        check("short", () => "too long"),
        judge("critic", critic),
      )
      .supervised({ "*": [skip(0)] });
    expect(attemptsOf((await play(plan, 1)).facts, "a/critic")).toBe(0);
  });

  it("draws on the agent's ledgers: one that cannot pay for it is spent, and its owner is asked", async () => {
    const plan = chain("c", [judged.budgeted({ steps: 1 }).supervised({ budget: [skip("unjudged")] })]);
    const { outcome, facts } = await play(plan, 1);
    expect(decisionsOf(facts)).toEqual(["budget: skip by c/a"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "unjudged", spend: { steps: 1 } });
  });

  it("is stopped with its agent when the run is cancelled, and is over before the agent is", async () => {
    const slow: Act = { afterMs: 1_000, ends: { returns: { verdict: "pass" } }, onAbort: { afterMs: 10 } };
    const { outcome, facts } = await play(judged, 1, { cast: { a: says("out"), critic: slow }, cancelAtMs: 5 });
    expect(factsOf(facts, "node.ended").map(({ at, path, how }) => `${at} ${path} ${how}`)).toEqual([
      "15 a/critic stopped",
      "15 a stopped",
    ]);
    expect(outcome.status).toBe("cancelled");
  });

  it("that is deaf is abandoned, and listed", async () => {
    const deaf: Act = { onAbort: "ignores" };
    const { outcome } = await play(judged, 1, { cast: { a: says("out"), critic: deaf }, cancelAtMs: 5, graceMs: 10 });
    expect(outcome).toMatchObject({ status: "cancelled", abandoned: ["a/critic#1"] });
  });
});

describe("a judge that fails", () => {
  const cast = { a: says("out"), critic: gone };

  it("is its agent's failure, with kind escalated and the judge as its cause", async () => {
    const { outcome } = await play(chain("c", [judged]), 1, { cast });
    const cause = { kind: "escalated", path: "c/a", cause: { kind: "permanent", path: "c/a/critic" } };
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "c", cause } });
  });

  it("is retried by itself first: the agent's work is not done again", async () => {
    const { outcome, facts } = await play(judged, 1, {
      act: inTurn({ a: [says("out")], critic: [{ ends: { throws: fail.transient("flaky") } }, pass] }),
    });
    expect([attemptsOf(facts, "a"), attemptsOf(facts, "a/critic")]).toEqual([1, 2]);
    expect(outcome.status).toBe("done");
  });

  it("is seen by the agent's policy, whose skip and fallback replace the agent", async () => {
    const skipping = judged.supervised({ permanent: [skip("unjudged")] });
    const skipped = await play(chain("c", [skipping]), 1, { cast });
    expect(decisionsOf(skipped.facts)).toEqual(["permanent: skip by c/a"]);
    expect(skipped.outcome).toMatchObject({ status: "degraded", output: "unjudged", skipped: [{ path: "c/a" }] });
    const falling = judged.supervised({ permanent: [fallback(worker("spare"))] });
    const replaced = await play(chain("c", [falling]), 1, { cast });
    expect(endsOf(replaced.facts, "c/a")).toEqual(["failed"]);
    expect(replaced.outcome).toMatchObject({ status: "done", output: 1 });
  });

  it("is seen by the policies above its agent", async () => {
    const plan = chain("c", [judged]).supervised({ permanent: [skip("instead")] });
    const { outcome, facts } = await play(plan, 1, { cast });
    expect(decisionsOf(facts)).toEqual(["permanent: skip by c"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "instead", skipped: [{ path: "c" }] });
  });

  it("may give a verdict by its own policy, and then the run is degraded", async () => {
    const lenient = critic.supervised({ permanent: [skip({ verdict: "pass" })] });
    const { outcome } = await play(draft.gated(judge("critic", lenient)), 1, { cast });
    expect(outcome).toMatchObject({ status: "degraded", output: "out", skipped: [{ path: "a/critic" }] });
  });

  it("and is asked about as escalated may be retried above, with its agent, whose output it then judges", async () => {
    const plan = chain("c", [judged.supervised({ permanent: [escalate()] })]).supervised({
      escalated: [retry({ delayMs: 1 })],
    });
    const { outcome, facts } = await play(plan, 1, { act: inTurn({ a: [says("out")], critic: [gone, pass] }) });
    expect([attemptsOf(facts, "c/a"), attemptsOf(facts, "c/a/critic")]).toEqual([2, 2]);
    expect(outcome).toMatchObject({ status: "done", output: "out" });
  });
});

describe("the order of an agent's gates", () => {
  it("is the one in which they were hung, and policies come last, whenever they were hung", async () => {
    const asked: string[] = [];
    const noting = (name: string) => (_: unknown) => asked.push(name) > 0;
    const plan = draft
      .gated(policy("law", noting("law")), check("one", noting("one")))
      .gated(policy("taste", noting("taste")), check("two", noting("two")));
    await play(plan, 1);
    expect(asked).toEqual(["one", "two", "law", "taste"]);
  });

  it("lets a policy see what a person has made of the value", async () => {
    const seen: unknown[] = [];
    const plan = draft.gated(
      policy("law", (value) => seen.push(value) > 0),
      approval("boss", { deadlineMs: 1_000, otherwise: "reject" }),
    );
    await play(plan, "draft", { answer: () => ({ afterMs: 1, reply: { verdict: "edit", value: "edited" } }) });
    expect(seen).toEqual(["edited"]);
  });
});

describe("a judge in a new life of its agent", () => {
  it("judges another output as other work, with an idempotency key of its own", async () => {
    const keys: string[] = [];
    const keeper = agent("keeper", {
      work: (_: unknown, { idempotencyKey }): Verdict => {
        keys.push(idempotencyKey.replace(/^[^/]*/, "run"));
        return { verdict: "pass" };
      },
    });
    const both = draft.gated(judge("keeper", keeper), judge("critic", critic));
    const plan = parallel("p", { a: both, b: worker("b") }).supervised({
      transient: [retry({ scope: "all", delayMs: 1 })],
    });
    const flaky: Act = { afterMs: 5, ends: { throws: fail.transient("flaky") } };
    const act = inTurn({
      a: [says("first"), says("second")],
      critic: [gives({ verdict: "pass" }, 50), pass],
      b: [flaky, says("b")],
    });
    const { outcome, facts } = await play(plan, 1, { act });
    expect(outcome).toMatchObject({ status: "done", output: { a: "second", b: "b" } });
    expect(keys).toEqual(["run/p/a/keeper", "run/p/a/keeper+1"]);
    expect(factsOf(facts, "node.voided").map(({ path }) => path)).toEqual(["p/a/keeper", "p/a/critic"]);
  });

  it("does so too where it was stopped before it could judge the former output, and not where the output is the same", async () => {
    for (const [second, keys] of [
      ["first", ["p/a/critic", "p/a/critic"]],
      ["second", ["p/a/critic", "p/a/critic+1"]],
    ] as const) {
      const seen: string[] = [];
      const slow = agent("critic", {
        work: async (_: unknown, { idempotencyKey, signal }): Promise<Verdict> => {
          seen.push(idempotencyKey.replace(/^[^/]*\//, ""));
          if (seen.length === 1) await new Promise((resolve) => signal.addEventListener("abort", resolve));
          return { verdict: "pass" };
        },
      });
      const plan = parallel("p", { a: draft.gated(judge("critic", slow)), b: worker("b") }).supervised({
        transient: [retry({ scope: "all", delayMs: 1 })],
      });
      const flaky: Act = { afterMs: 5, ends: { throws: fail.transient("flaky") } };
      const { outcome } = await play(plan, 1, {
        act: inTurn({ a: [says("first"), says(second)], b: [flaky, says("b")] }),
      });
      expect(outcome).toMatchObject({ status: "done", output: { a: second, b: "b" } });
      expect(seen).toEqual(keys);
    }
  });
});
