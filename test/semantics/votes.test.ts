import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, retry, skip } from "../../src/plan/directives.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { repeat, vote } from "../../src/plan/vote.ts";
import { best, majority, quorum, type VoteRule, weighted } from "../../src/plan/vote-rules.ts";
import type { Ballot } from "../../src/patterns/vote.ts";
import { attemptsOf, decisionsOf, endsOf, factsOf, inTurn, play, type Staging, worker } from "./stage.ts";

const [a, b, c] = [worker("a"), worker("b"), worker("c")];
const says = (returns: unknown, afterMs = 0): Act => ({ afterMs, ends: { returns } });
const declines: Act = { ends: { declines: "no opinion" } };
const fails = (afterMs = 0): Act => ({ afterMs, ends: { throws: fail.permanent("gone") } });
/** What is counted is the output as text, so that the voters' outputs may be anything. */
const ballot = (output: unknown) => String(output);
const most = majority({ ballot, tie: "fail" });

/** Who votes what, by the order of a, b and c. */
function voting(rule: VoteRule<unknown>, acts: readonly Act[], more: Staging = {}) {
  const voters = [a, b, c].slice(0, acts.length);
  const cast = Object.fromEntries(["a", "b", "c"].slice(0, acts.length).map((name, at) => [name, acts[at] ?? {}]));
  return play(vote("v", voters, rule), "in", { cast, ...more });
}

/** A judge that notes the ballots, and names this one. */
function judging(choice: number) {
  const seen: unknown[] = [];
  const judge = agent("judge", {
    work: (ballots: readonly Ballot<unknown>[]): number => {
      seen.push(ballots);
      return choice;
    },
  });
  return { judge, seen };
}

describe("the voters", () => {
  it("all get the input of the vote, at once", async () => {
    const { facts } = await voting(most, [says(1, 5), says(1, 5), says(2, 5)]);
    expect(factsOf(facts, "attempt.started").map(({ at, path }) => [at, path])).toEqual([
      [0, "v/a"],
      [0, "v/b"],
      [0, "v/c"],
    ]);
    const inputs = factsOf(facts, "node.started").map(({ input }) => input);
    expect(inputs).toEqual(["in", "in", "in", "in"]);
  });

  it("abstain by declining: nobody waits for that ballot, and the run is whole", async () => {
    const { outcome } = await voting(most, [says("yes"), declines]);
    expect(outcome).toMatchObject({ status: "done", output: "yes" });
  });

  it("leave it unresolved where all of them decline", async () => {
    const { outcome } = await voting(most, [declines, declines]);
    const failure = { kind: "unresolved", path: "v", message: "nobody voted" };
    expect(outcome).toMatchObject({ status: "failed", failure });
  });

  it("that fail for good cast no ballot, which is no matter where it could have changed nothing", async () => {
    const { outcome, facts } = await voting(most, [fails(), says("yes"), says("yes")]);
    expect(endsOf(facts, "v/a")).toEqual(["failed"]);
    expect(outcome).toMatchObject({ status: "done", output: "yes" });
  });

  it("that fail for good leave it unresolved where that ballot could have changed something", async () => {
    const { outcome } = await voting(most, [says("yes"), says("no"), fails()]);
    const message = 'undecided: "yes" has 1, "no" has 1, without one voter that failed';
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "v", message } });
  });

  it("that fail for good are the cause of a vote that is undecided without them", async () => {
    const { outcome } = await voting(most, [says("yes"), says("no"), fails()]);
    const cause = { kind: "permanent", path: "v/c", message: "gone" };
    expect(outcome).toMatchObject({ failure: { kind: "unresolved", path: "v", cause } });
  });

  it("are retried as anything else before they are given up", async () => {
    const { outcome, facts } = await play(vote("v", [a, b], most), "in", {
      cast: { a: [{ throws: "flaky" }, { returns: "yes" }], b: { returns: "yes" } },
    });
    expect(decisionsOf(facts)).toEqual(["transient: retry by default"]);
    expect(outcome.status).toBe("done");
  });

  it("cast the value that a policy of theirs declares, and the run is degraded", async () => {
    const voters = [a.supervised({ permanent: [skip("yes")] }), b];
    const { outcome } = await play(vote("v", voters, most), "in", { cast: { a: fails(), b: { returns: "yes" } } });
    expect(outcome).toMatchObject({ status: "degraded", output: "yes", skipped: [{ path: "v/a" }] });
  });

  it("fail the vote where a policy on it says escalate", async () => {
    const cast = { a: fails(), b: { returns: "yes" }, c: { returns: "yes" } };
    const strict = vote("v", [a, b, c], most).supervised({ permanent: [escalate()] });
    const { outcome, facts } = await play(strict, "in", { cast });
    expect(decisionsOf(facts, "v/a")).toEqual(["permanent: escalate by v"]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "v" } });
  });

  it("are started again together under scope all, those that have voted excepted", async () => {
    const plan = vote("v", [a, b, c], most).supervised({ transient: [retry({ scope: "all", delayMs: 1 })] });
    const { outcome, facts } = await play(plan, "in", {
      act: inTurn({
        a: [says("yes", 1)],
        b: [{ afterMs: 5, ends: { throws: fail.transient("flaky") } }, says("no", 9)],
        c: [says("no", 9)],
      }),
    });
    expect(["v/a", "v/b", "v/c"].map((path) => attemptsOf(facts, path))).toEqual([1, 2, 2]);
    expect(outcome).toMatchObject({ status: "done", output: "no" });
  });

  it("stand in the paths under their names, numbered where several have the same", async () => {
    const { facts } = await play(vote("v", [...repeat(a, 2), b], most), "in", { cast: { a: says(1), b: says(1) } });
    const paths = factsOf(facts, "node.started").map(({ path }) => path);
    expect(paths).toEqual(["v", "v/a[0]", "v/a[1]", "v/b"]);
  });
});

describe("a vote that is decided early", () => {
  const slow = { afterMs: 1_000, ends: { returns: "no" } };

  it("stops the voters that it does not need any more: they did not fail, and nothing is degraded", async () => {
    const { outcome, facts } = await voting(most, [says("yes"), says("yes", 5), slow]);
    expect(facts.at(-1)?.at).toBe(5);
    expect(factsOf(facts, "node.ended", "v/c").map(({ how, disposition }) => [how, disposition])).toEqual([
      ["stopped", "not-needed"],
    ]);
    expect([factsOf(facts, "node.failed"), factsOf(facts, "supervisor.decided")]).toEqual([[], []]);
    expect(outcome).toMatchObject({ status: "done", output: "yes", abandoned: [] });
  });

  it("cancels a voter's pending retry, and withdraws its questions", async () => {
    const asking = b.gated(approval("boss", { deadlineMs: 60_000, otherwise: "reject" }));
    const plan = vote(
      "v",
      [a, asking, c.supervised({ transient: [retry({ delayMs: 1_000 })] })],
      quorum(1, { ballot }),
    );
    const { outcome, facts } = await play(plan, "in", {
      cast: { a: says("yes", 5), b: says("yes"), c: { throws: "flaky" } },
    });
    expect(factsOf(facts, "question.closed").map(({ at, why }) => [at, why])).toEqual([[5, "withdrawn"]]);
    expect([endsOf(facts, "v/b"), endsOf(facts, "v/c")]).toEqual([["stopped"], ["stopped"]]);
    expect([outcome.status, facts.at(-1)?.at]).toEqual(["done", 5]);
  });

  it("waits for the grace of a voter that is deaf, and lists it", async () => {
    const deaf = { ...slow, onAbort: "ignores" } as const;
    const { outcome, facts } = await voting(quorum(1, { ballot }), [says("yes"), deaf], { graceMs: 30 });
    expect(facts.at(-1)?.at).toBe(30);
    expect(outcome).toMatchObject({ status: "done", output: "yes", abandoned: ["v/b#1"] });
  });

  it("is not decided while a ballot that is still out could change it", async () => {
    const { facts } = await voting(most, [says("yes"), says("no", 1), { afterMs: 50, ends: { returns: "no" } }]);
    expect(facts.at(-1)?.at).toBe(50);
  });
});

describe("a majority", () => {
  const tied = [says("no", 5), says("yes", 1)];

  it("need not be more than half: the most ballots win", async () => {
    const voters = [a, b, c, worker("d")];
    const cast = { a: says("x"), b: says("y"), c: says("y"), d: says("z") };
    const { outcome } = await play(vote("v", voters, most), "in", { cast });
    expect(outcome).toMatchObject({ status: "done", output: "y" });
  });

  it("is unresolved in a tie where that is declared", async () => {
    const message = 'a tie: "no" has 1, "yes" has 1';
    const { outcome } = await voting(most, tied);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "v", message } });
  });

  it("takes in a tie the value of the first voter in the written order, whoever was quicker", async () => {
    const { outcome } = await voting(majority({ ballot, tie: "first" }), tied);
    expect(outcome).toMatchObject({ status: "done", output: "no" });
  });

  it("asks in a tie a judge, who sees the ballots that are in it and no others", async () => {
    const { judge, seen } = judging(1);
    const voters = [a, b, c, worker("d"), worker("e")];
    const cast = { a: says("x"), b: says("y"), c: says("z"), d: says("x"), e: says("y") };
    const { outcome } = await play(vote("v", voters, majority({ ballot, tie: judge })), "in", { cast });
    const outputs = { a: "x", b: "y", d: "x", e: "y" };
    expect(seen).toEqual([Object.entries(outputs).map(([voter, output]) => ({ voter, output }))]);
    expect(outcome).toMatchObject({ status: "done", output: "y", spend: { steps: 6 } });
  });

  it("weighs the ballots by voter; one that is not named weighs 1", async () => {
    const rule = weighted({ ballot, tie: "fail", weights: { a: 3 } });
    const { outcome } = await voting(rule, [says("yes"), says("no"), says("no")]);
    expect(outcome).toMatchObject({ status: "done", output: "yes" });
  });

  it("takes weights for the decimals that they are written as: a tie of 0.1 and 0.2 with 0.3 is one", async () => {
    const rule = weighted({ ballot, tie: "first", weights: { a: 0.3, b: 0.1, c: 0.2 } });
    const { outcome } = await voting(rule, [says("yes"), says("no"), says("no")]);
    expect(outcome).toMatchObject({ status: "done", output: "yes" });
  });

  it("has a defect where its function throws", async () => {
    const boom = (): string => {
      throw new Error("boom");
    };
    const { outcome } = await voting(majority({ ballot: boom, tie: "fail" }), [says(1)]);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "defect", path: "v", message: "ballot threw: boom" },
    });
  });

  it("is unresolved where an output is no ballot and no function makes one of it", async () => {
    const voter: Plan<unknown, string> = agent("a", { work: (_: unknown) => "text" });
    const { outcome } = await play(vote("v", [voter], majority({ tie: "fail" })), 1, { cast: { a: says({ odd: 1 }) } });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "v" } });
  });
});

describe("a quorum", () => {
  it("is decided by the first value that enough voters agree on", async () => {
    const { outcome } = await voting(quorum(2, { ballot }), [says("yes", 9), says("no", 1), says("no", 2)]);
    expect(outcome).toMatchObject({ status: "done", output: "no" });
  });

  it("is unresolved as soon as too few are left to agree, and stops them", async () => {
    const never: Act = {};
    const { outcome, facts } = await voting(quorum(3, { ballot }), [says("yes"), fails(5), never]);
    const message = 'no quorum of 3: "yes" has 1, without one voter that failed';
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "v", message } });
    expect([endsOf(facts, "v/c"), facts.at(-1)?.at]).toEqual([["stopped"], 5]);
  });
});

describe("the best", () => {
  it("is named by a judge, who sees all ballots with what the voters say of them", async () => {
    const { judge, seen } = judging(1);
    const about = { reasoning: "because", confidence: 0.7 };
    const { outcome } = await voting(best(judge), [says("x", 9), { ends: { returns: "y", about } }]);
    expect(seen).toEqual([
      [
        { voter: "a", output: "x" },
        { voter: "b", output: "y", ...about },
      ],
    ]);
    expect(outcome).toMatchObject({ status: "done", output: "y" });
  });

  it("needs no judge where there is one ballot only", async () => {
    const { judge, seen } = judging(0);
    const { outcome } = await voting(best(judge), [says("x"), declines]);
    expect(seen).toEqual([]);
    expect(outcome).toMatchObject({ status: "done", output: "x", spend: { steps: 2 } });
  });

  it("of fewer than all is less than it should be: without the voters that failed the run is degraded", async () => {
    const { judge } = judging(0);
    const plan = chain("c", [vote("v", [a, b, c], best(judge))]);
    const { outcome } = await play(plan, "in", { cast: { a: says("x"), b: says("y"), c: fails() } });
    const failure = { kind: "unresolved", path: "c/v", message: "chosen, without one voter that failed" };
    expect(outcome).toMatchObject({ status: "degraded", output: "x", skipped: [{ path: "c/v", failure }] });
  });

  it("is unresolved where the judge names no ballot", async () => {
    const { outcome } = await voting(best(judging(2).judge), [says("x"), says("y")]);
    const message = "judge chose 2; the ballots are 0 to 1";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "v", message } });
  });

  it("is unresolved where the judge declines", async () => {
    const { outcome } = await voting(best(judging(0).judge), [says("x"), says("y")], {
      cast: { a: says("x"), b: says("y"), judge: declines },
    });
    const message = "judge declined: no opinion";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "v", message } });
  });

  it("fails where the judge does: only a voter's ballot may be missing", async () => {
    const cast = { a: says("x"), b: says("y"), judge: fails() };
    const { outcome } = await voting(best(judging(0).judge), [says("x"), says("y")], { cast });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "v" } });
  });
});
