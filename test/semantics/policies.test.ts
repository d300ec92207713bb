import { describe, expect, it } from "vitest";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { rootCause } from "../../src/model/failure.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, refusalsOf, worker } from "./stage.ts";

const a = worker("a");
const b = worker("b");
const flaky = { throws: fail.transient("flaky") };
const broken = { throws: fail.permanent("broken") };

describe("which policy is asked", () => {
  it("asks the nearest policy that names the kind", async () => {
    const inner = chain("inner", [a]).supervised({ timeout: [skip("inner")] });
    const outer = chain("outer", [inner]).supervised({ transient: [skip("outer")] });
    const { outcome, facts } = await play(outer, 1, { cast: { a: flaky } });
    expect(decisionsOf(facts)).toEqual(["transient: skip by outer"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "outer" });
  });

  it("lets the nearer of two policies that name the kind win", async () => {
    const inner = chain("inner", [a]).supervised({ transient: [skip("inner")] });
    const outer = chain("outer", [inner]).supervised({ transient: [skip("outer")] });
    const { outcome, facts } = await play(outer, 1, { cast: { a: flaky } });
    expect(decisionsOf(facts)).toEqual(["transient: skip by outer/inner"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "inner" });
  });

  it("takes * for every kind that the same policy does not name, before it looks further up", async () => {
    const inner = chain("inner", [a]).supervised({ timeout: [escalate()], "*": [skip("star")] });
    const outer = chain("outer", [inner]).supervised({ transient: [skip("outer")] });
    const { outcome } = await play(outer, 1, { cast: { a: flaky } });
    expect(outcome).toMatchObject({ status: "degraded", output: "star" });
  });

  it("takes a kind's own chain before *", async () => {
    const plan = a.supervised({ "*": [skip("star")], transient: [skip("named")] });
    const { outcome } = await play(plan, 1, { cast: { a: flaky } });
    expect(outcome).toMatchObject({ output: "named" });
  });

  it("takes the defaults of what failed where no policy names the kind", async () => {
    const { outcome, facts } = await play(chain("c", [a]), 1, { cast: { a: [flaky, { returns: "ok" }] } });
    expect(decisionsOf(facts)).toEqual(["transient: retry by default"]);
    expect(outcome).toMatchObject({ status: "done", output: "ok" });
  });

  it("escalates where a policy names the kind with an empty chain", async () => {
    const { outcome, facts } = await play(a.supervised({ transient: [] }), 1, { cast: { a: flaky } });
    expect(decisionsOf(facts, "a")[0]).toBe("transient: escalate by a");
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "transient" } });
  });

  it("tries a chain from left to right, and says what it passed over and why", async () => {
    const plan = a.supervised({ "*": [revise(), retry({ attempts: 1 }), skip("last")] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: flaky } });
    expect(refusalsOf(facts)).toEqual(["revise: revise is not for transient", "retry: attempts 1 of 1"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "last" });
  });

  it("adds the kinds that a first policy left open, and overrides none", async () => {
    const plan = a
      .supervised({ transient: [skip("first")] })
      .supervised({ transient: [skip("second")], permanent: [skip("more")] });
    expect((await play(plan, 1, { cast: { a: flaky } })).outcome).toMatchObject({ output: "first" });
    expect((await play(plan, 1, { cast: { a: broken } })).outcome).toMatchObject({ output: "more" });
  });
});

describe("what a directive acts on", () => {
  it("retries what failed, wherever the policy stands", async () => {
    const plan = chain("outer", [chain("inner", [a, b])]).supervised({ transient: [retry({ delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: { returns: 1 }, b: [flaky, { returns: 2 }] } });
    expect([attemptsOf(facts, "outer/inner/a"), attemptsOf(facts, "outer/inner/b")]).toEqual([1, 2]);
    expect(factsOf(facts, "node.started", "outer/inner")).toHaveLength(1);
    expect(outcome).toMatchObject({ status: "done", output: 2 });
  });

  it("replaces the output of the plan that declares a skip", async () => {
    const plan = chain("outer", [chain("inner", [a, b]).supervised({ transient: [skip("instead")] }), worker("last")]);
    const { outcome, facts } = await play(plan, 1, { cast: { b: flaky } });
    expect(outcome).toMatchObject({ status: "degraded", output: "instead", skipped: [{ path: "outer/inner" }] });
    expect(endsOf(facts, "outer/inner/b")).toEqual(["failed"]);
    expect(endsOf(facts, "outer/inner")).toEqual(["skipped"]);
  });

  it("replaces the plan that declares a fallback, on that plan's input", async () => {
    const inner = chain("inner", [worker("change"), a]).supervised({ permanent: [fallback(b)] });
    const { outcome, facts } = await play(chain("outer", [inner]), "input", {
      cast: { change: { returns: "changed" }, a: broken },
    });
    expect(outcome).toMatchObject({ status: "done", output: "input" });
    expect(endsOf(facts, "outer/inner/fallback:b")).toEqual(["done"]);
  });

  it("fails the owner of an escalate, and asks the next above about it with kind escalated", async () => {
    const inner = chain("inner", [a]).supervised({ permanent: [escalate()] });
    const outer = chain("outer", [inner]).supervised({
      permanent: [skip("permanent")],
      escalated: [skip("escalated")],
    });
    const { outcome, facts } = await play(outer, 1, { cast: { a: broken } });
    expect(decisionsOf(facts)).toEqual(["permanent: escalate by outer/inner", "escalated: skip by outer"]);
    expect(factsOf(facts, "supervisor.decided").map(({ path }) => path)).toEqual(["outer/inner/a", "outer/inner"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "escalated" });
  });

  it("reaches one ancestor per link, and carries the whole chain of causes", async () => {
    const plan = chain("top", [chain("middle", [chain("low", [a])])]);
    const { outcome, facts } = await play(plan, 1, { cast: { a: broken } });
    expect(factsOf(facts, "node.escalated").map(({ path, to }) => `${path} → ${to}`)).toEqual([
      "top/middle/low/a → top/middle/low",
      "top/middle/low → top/middle",
      "top/middle → top",
      "top → ",
    ]);
    expect(outcome.status).toBe("failed");
    const cause = outcome.status === "failed" ? rootCause(outcome.failure) : undefined;
    expect(cause).toMatchObject({ kind: "permanent", path: "top/middle/low/a", message: "broken" });
  });

  it("retries a child that gave up as a whole, and runs nothing again that had finished", async () => {
    const inner = chain("inner", [a, b]).supervised({ permanent: [escalate()] });
    const plan = chain("outer", [inner]).supervised({ escalated: [retry({ delayMs: 1 })] });
    let tries = 0;
    const act = ({ path }: { readonly path: string }) =>
      path.endsWith("/b") && ++tries === 1 ? { ends: broken } : { ends: { returns: path } };
    const { outcome, facts } = await play(plan, 1, { act });
    expect(endsOf(facts, "outer/inner/a")).toEqual(["done", "restored"]);
    expect([attemptsOf(facts, "outer/inner/a"), tries]).toEqual([1, 2]);
    expect(outcome).toMatchObject({ status: "done", output: "outer/inner/b" });
  });

  const picky = chain("inner", [a, b]);
  const again = [retry({ delayMs: 1 })];
  it.each([
    ["where it is asked about as unresolved", chain("outer", [picky]).supervised({ unresolved: again })],
    ["where it gave up first", chain("outer", [picky]).supervised({ escalated: again })],
    [
      "among others that begin anew",
      parallel("outer", { inner: picky }).supervised({ unresolved: [retry({ scope: "all", delayMs: 1 })] }),
    ],
    ["by a person", chain("outer", [picky])],
    [
      "where it is a part of what gave up",
      chain("top", [chain("outer", [picky]).supervised({ "*": [] })]).supervised({ escalated: again }),
    ],
  ])("does a plan that was unresolved anew as a whole, for its parts' answers left it so: %s", async (_, plan) => {
    const { outcome, facts } = await play(plan, 1, {
      act: inTurn({ b: [{ ends: { declines: "not with this" } }, { ends: { returns: "b" } }] }),
      onEscalation: { ask: "person", deadlineMs: 10 },
      answer: () => ({ afterMs: 1, reply: { verdict: "retry" } }),
    });
    const path = facts.findLast((fact) => fact.path.endsWith("outer/inner/a"))?.path ?? "";
    expect([attemptsOf(facts, path), endsOf(facts, path)]).toEqual([2, ["done", "done"]]);
    expect(outcome.status).toBe("done");
  });

  it("leaves siblings alone under retry, skip and fallback, and stops them under escalate", async () => {
    const ends = async (policy: Parameters<typeof a.supervised>[0]) => {
      const plan = parallel("p", { a: a.supervised(policy), slow: worker("slow") });
      const cast = { a: [{ afterMs: 5, ...broken }, { returns: "again" }], slow: { afterMs: 100, returns: "slow" } };
      return endsOf((await play(plan, 1, { cast })).facts, "p/slow");
    };
    expect(await ends({ permanent: [skip(0)] })).toEqual(["done"]);
    expect(await ends({ permanent: [fallback(b)] })).toEqual(["done"]);
    expect(await ends({ permanent: [escalate()] })).toEqual(["stopped"]);
  });
});

describe("a degraded run", () => {
  const once = (act: Act): readonly Act[] => [act, { ends: { returns: "second" } }];
  const inner = chain("inner", [a.supervised({ transient: [skip("declared")] }), b]);

  it("stays degraded where a skipped step is taken over into a new life", async () => {
    const plan = chain("outer", [inner.supervised({ permanent: [escalate()] })]).supervised({
      escalated: [retry({ delayMs: 1 })],
    });
    const { outcome } = await play(plan, 1, { act: inTurn({ a: [{ ends: flaky }], b: once({ ends: broken }) }) });
    expect(outcome).toMatchObject({ status: "degraded", skipped: [{ path: "outer/inner/a" }] });
  });

  it("is none any more where the plan around the skip was replaced", async () => {
    const plan = chain("outer", [inner.supervised({ permanent: [fallback(worker("c"))] })]);
    const { outcome } = await play(plan, 1, { cast: { a: flaky, b: broken } });
    expect(outcome.status).toBe("done");
  });

  it("is none any more where the skipped step was done again", async () => {
    const plan = inner.supervised({ transient: [retry({ from: "a", delayMs: 1 })] });
    const act = inTurn({ a: once({ ends: flaky }), b: once({ ends: flaky }) });
    const { outcome } = await play(plan, 1, { act });
    expect(outcome).toMatchObject({ status: "done", output: "second" });
  });
});

describe("fallbacks", () => {
  it("goes on down the chain when the fallback fails", async () => {
    const plan = a.supervised({ transient: [fallback(b), skip("last")] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: flaky, b: broken } });
    expect(decisionsOf(facts, "a")).toEqual(["transient: fallback by a", "transient: skip by a"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "last", skipped: [{ path: "a" }] });
  });

  it("gives a full answer: the run is not degraded", async () => {
    const { outcome } = await play(a.supervised({ transient: [fallback(b)] }), 1, {
      cast: { a: flaky, b: { returns: "b" } },
    });
    expect(outcome).toMatchObject({ status: "done", output: "b" });
  });

  it("asks a fallback's own policy first, about what fails in it", async () => {
    const second = b.supervised({ permanent: [skip("b gave in")] });
    const plan = a.supervised({ "*": [fallback(second), skip("a gave in")] });
    const { outcome, facts } = await play(plan, 1, { cast: { a: flaky, b: broken } });
    expect(decisionsOf(facts, "a/fallback:b")).toEqual(["permanent: skip by a/fallback:b"]);
    expect(outcome).toMatchObject({ status: "degraded", output: "b gave in", skipped: [{ path: "a/fallback:b" }] });
  });

  it("gives a fallback attempts of its own, and keeps the counters of what it stands in for", async () => {
    const plan = a.supervised({
      transient: [retry({ attempts: 2, delayMs: 1 }), fallback(b), retry({ attempts: 3, delayMs: 1 })],
    });
    const { outcome, facts } = await play(plan, 1, { cast: { a: flaky, b: flaky } });
    expect(attemptsOf(facts, "a/fallback:b")).toBeGreaterThan(1);
    expect(attemptsOf(facts, "a")).toBe(3);
    expect(outcome.status).toBe("failed");
  });

  it("returns to what failed where a retry stands behind the fallback", async () => {
    const plan = a.supervised({ transient: [fallback(b), retry({ attempts: 2, delayMs: 1 })] });
    const act = ({ path, attempt }: { readonly path: string; readonly attempt: number }) =>
      path === "a" && attempt > 1 ? { ends: { returns: "second try" } } : { ends: path === "a" ? flaky : broken };
    const { outcome, facts } = await play(plan, 1, { act });
    expect(attemptsOf(facts, "a")).toBe(2);
    expect(outcome).toMatchObject({ status: "done", output: "second try" });
  });
});
