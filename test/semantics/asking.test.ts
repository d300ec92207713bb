import { describe, expect, it } from "vitest";
import { z } from "zod";
import { check } from "../../src/gates/check.ts";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { bound } from "../../src/plan/bound.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, retry, skip } from "../../src/plan/directives.ts";
import { human } from "../../src/plan/human.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Agent } from "../../src/plan/plan.ts";
import { ask } from "../../src/plan/said.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, worker } from "./stage.ts";

/** Work that asks for its account until it is told, and then gives all that it was told. */
const clerk = asking("clerk", 2);
function asking(name: string, asks: number): Agent<unknown, unknown> {
  return agent(name, {
    asks,
    work: (_: unknown, { answers }) => (answers.length === 0 ? ask("account") : answers.map((told) => told.answer)),
  });
}

const desk = worker("desk");
const unknown: Act = { ends: { returns: null } };
const says = (returns: unknown, afterMs = 0): Act => ({ afterMs, ends: { returns } });
const gone: Act = { ends: { throws: fail.permanent("gone") } };
const flaky: Act = { ends: { throws: fail.transient("flaky") } };

describe("work that asks back", () => {
  it("works again with what it was told, which is one attempt more, and one step", async () => {
    const { outcome, facts } = await play(
      clerk.answers(() => 7),
      1,
    );
    expect(factsOf(facts, "attempt.started").map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(factsOf(facts, "gate.opened").map(({ kind, when }) => [kind, when])).toEqual([["asking", "asking"]]);
    expect(outcome).toMatchObject({ status: "done", output: [7], spend: { steps: 2 } });
  });

  it("asks no policy, and spends neither attempts nor rounds", async () => {
    const plan = clerk.answers(() => 7).supervised({ transient: [retry({ attempts: 2, delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, {
      act: inTurn({ clerk: [{ ends: { asks: "account" } }, flaky, says("done")] }),
    });
    expect(factsOf(facts, "supervisor.decided").map(({ attempts, rounds }) => [attempts, rounds])).toEqual([[1, 0]]);
    expect(outcome).toMatchObject({ status: "done", output: "done", spend: { steps: 3 } });
  });

  it("has its gates before the work asked once for the input, not again for the answer", async () => {
    let asked = 0;
    const plan = clerk.answers(() => 7).gatedBefore(check("known", () => ++asked > 0));
    expect((await play(plan, 1)).outcome.status).toBe("done");
    expect(asked).toBe(1);
  });

  it("keeps what it was told over retries, also where they are new lives", async () => {
    const heard: unknown[] = [];
    const work = agent("clerk", {
      asks: 1,
      work: (_: unknown, { answers, attempt }) => {
        heard.push(answers.map(({ answer }) => answer));
        if (answers.length === 0) return ask("account");
        if (attempt === 2) throw fail.transient("flaky");
        return "done";
      },
    });
    const { outcome } = await play(work.answers(() => 7).supervised({ transient: [retry({ delayMs: 1 })] }), 1);
    expect(heard).toEqual([[], [7], [7]]);
    expect(outcome.status).toBe("done");
    const beside = parallel("p", { clerk: asking("clerk", 1).answers(() => 7) }).supervised({
      transient: [retry({ delayMs: 1, scope: "all" })],
    });
    const { facts } = await play(beside, 1, {
      act: inTurn({ clerk: [{ ends: { asks: "account" } }, flaky, says("done")] }),
    });
    expect(factsOf(facts, "attempt.started").map(({ life, attempt }) => [life, attempt])).toEqual([
      [0, 1],
      [0, 2],
      [1, 3],
    ]);
  });

  it("keeps what it was told when it is stopped for a restart of its group", async () => {
    const asked: unknown[] = [];
    const plan = parallel("p", { clerk, other: worker("other") })
      .supervised({ transient: [retry({ scope: "all", delayMs: 1 })] })
      .answers((question) => {
        asked.push(question);
        return "DE12";
      });
    const act = inTurn({
      clerk: [{ ends: { asks: "account" } }, { afterMs: 50, ends: { returns: 1 } }, { ends: { returns: 2 } }],
      other: [{ afterMs: 5, ends: { throws: fail.transient("flaky") } }, { ends: { returns: 3 } }],
    });
    const { outcome } = await play(plan, 1, { act });
    expect(outcome).toMatchObject({ status: "done", output: { clerk: 2, other: 3 } });
    expect(asked).toEqual(["account"]);
  });

  it("more often than it may is unresolved, and nobody is asked that time", async () => {
    let asked = 0;
    const plan = chain("c", [agent("clerk", { asks: 2, work: (_: unknown) => ask("again") })]).answers(() => ++asked);
    const { outcome } = await play(plan, 1);
    expect(asked).toBe(2);
    const message = 'it asks "again", and may ask 2 times: set `asks`';
    const cause = { kind: "unresolved", path: "c/clerk", code: "asks", message };
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "c", cause } });
  });

  it("may not ask at all where its agent does not say how often", async () => {
    const plan = agent("clerk", { work: (_: unknown) => ask("account") }).answers(() => 7);
    const { outcome } = await play(plan, 1);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", code: "asks" } });
  });

  it("asks what is JSON; anything else is an invalid output", async () => {
    const plan = agent("clerk", { asks: 1, work: (_: unknown) => ask(1n) }).answers(() => 7);
    const { facts } = await play(plan, 1);
    expect(decisionsOf(facts)[0]).toBe("invalid-output: revise by default");
  });

  it("is unresolved where nobody around it answers, and a policy may take that up", async () => {
    const { outcome } = await play(chain("c", [clerk]), 1);
    const message = 'it asks "account", and nobody around it answers: give a plan around it `.answers(…)`';
    const cause = { kind: "unresolved", path: "c/clerk", code: "unanswered", message };
    expect(outcome).toMatchObject({ status: "failed", failure: { cause } });
    const { outcome: skipped } = await play(clerk.supervised({ unresolved: [skip("none")] }), 1);
    expect(skipped).toMatchObject({ status: "degraded", output: "none" });
  });
});

describe("those who answer", () => {
  it("are asked in the order in which they are written, the agent's own first and then outwards, until one knows", async () => {
    const asked: string[] = [];
    const source = (name: string, answer?: unknown) => () => {
      asked.push(name);
      return answer;
    };
    const inner = chain("inner", [clerk.answers(source("own"))]).answers(source("inner one"), source("inner two"));
    const plan = chain("outer", [inner]).answers(source("outer", 7), source("never", 8));
    const { outcome } = await play(plan, 1);
    expect(asked).toEqual(["own", "inner one", "inner two", "outer"]);
    expect(outcome).toMatchObject({ status: "done", output: [7] });
  });

  it("are told the question, who asks, and what that works on", async () => {
    const heard: unknown[] = [];
    const plan = chain("c", [clerk]).answers((question, asked) => {
      heard.push(question, asked);
      return undefined;
    }, desk);
    const { facts } = await play(plan, "in", { cast: { desk: says("DE12") } });
    expect(heard).toEqual(["account", { path: "c/clerk", input: "in" }]);
    expect(factsOf(facts, "node.started", "c/clerk/desk").map(({ input }) => input)).toEqual([
      { question: "account", path: "c/clerk", input: "in" },
    ]);
  });

  it("may be plans: nodes below the agent, whose attempts are steps on its ledgers; null is not knowing", async () => {
    const plan = chain("c", [clerk]).answers(worker("first"), desk);
    const { outcome, facts } = await play(plan, 1, { cast: { first: unknown, desk: says("DE12") } });
    expect(factsOf(facts, "attempt.started").map(({ path }) => path)).toEqual([
      "c/clerk",
      "c/clerk/first",
      "c/clerk/desk",
      "c/clerk",
    ]);
    expect(outcome).toMatchObject({ status: "done", output: ["DE12"], spend: { steps: 4 } });
  });

  it("may be people, who cost no step", async () => {
    const person = human("person", { output: z.string(), deadlineMs: 1_000, otherwise: "fail" });
    const { outcome } = await play(chain("c", [clerk]).answers(person), 1, {
      answer: () => ({ afterMs: 60, reply: { verdict: "edit", value: "DE12" } }),
    });
    expect(outcome).toMatchObject({ status: "done", output: ["DE12"], spend: { steps: 2, wallMs: 0 } });
  });

  it("never answer themselves: a plan that asks back while it answers is answered by those behind it", async () => {
    const asked: string[] = [];
    const plan = chain("c", [clerk]).answers(asking("desk", 1), () => {
      asked.push("function");
      return 7;
    });
    const { outcome, facts } = await play(plan, 1);
    expect([asked, attemptsOf(facts, "c/clerk/desk")]).toEqual([["function"], 2]);
    expect(outcome).toMatchObject({ status: "done", output: [[7]] });
  });

  it("that throw, where they are functions, are a defect of the agent that asks", async () => {
    const boom = () => {
      throw new Error("boom");
    };
    const { outcome, facts } = await play(
      chain("c", [clerk]).answers(boom, () => 7),
      1,
    );
    expect(decisionsOf(facts, "c/clerk")[0]).toBe("defect: escalate by default");
    expect(outcome.status).toBe("failed");
  });

  it("that fail for good, where they are plans, do not know: the next one is asked", async () => {
    const plan = chain("c", [clerk]).answers(desk, () => 7);
    const { outcome, facts } = await play(plan, 1, { cast: { desk: gone } });
    expect(endsOf(facts, "c/clerk/desk")).toEqual(["failed"]);
    expect(outcome).toMatchObject({ status: "done", output: [7] });
  });

  it("that fail are seen by the policies around the agent", async () => {
    const plan = chain("c", [clerk.supervised({ permanent: [fallback(worker("spare"))] })]).answers(desk);
    const { outcome, facts } = await play(plan, 1, { cast: { desk: gone } });
    expect(decisionsOf(facts)).toEqual(["permanent: fallback by c/clerk"]);
    expect(outcome).toMatchObject({ status: "done", output: 1 });
  });

  it("that decline do not know: the next one is asked", async () => {
    const plan = chain("c", [clerk]).answers(desk, () => 7);
    const { outcome } = await play(plan, 1, { cast: { desk: { declines: "not mine" } } });
    expect(outcome).toMatchObject({ status: "done", output: [7] });
  });

  it("are stopped with the agent when the run is cancelled, and are over before it is", async () => {
    const slow: Act = { afterMs: 1_000, ends: { returns: 1 }, onAbort: { afterMs: 10 } };
    const { outcome, facts } = await play(chain("c", [clerk]).answers(desk), 1, {
      cast: { desk: slow },
      cancelAtMs: 5,
    });
    expect(factsOf(facts, "node.ended").map(({ at, path, how }) => `${at} ${path} ${how}`)).toEqual([
      "15 c/clerk/desk stopped",
      "15 c/clerk stopped",
      "15 c stopped",
    ]);
    expect([endsOf(facts, "c/clerk"), outcome.status]).toEqual([["stopped"], "cancelled"]);
  });

  it("cost at worst what the bound says: all of them for each answer, and for each try that gets none", async () => {
    const again = { unresolved: [retry({ attempts: 5, delayMs: 1 })], "*": [] };
    const plan = asking("clerk", 1)
      .answers(desk.supervised({ "*": [] }))
      .supervised(again);
    const { outcome } = await play(plan, 1, { cast: { desk: unknown, "clerk/desk[4]": says("DE12") } });
    expect([outcome.status, outcome.spend.steps, bound(plan)]).toEqual(["done", 11, 11]);
  });
});
