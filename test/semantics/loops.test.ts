import { describe, expect, it } from "vitest";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, retry } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { loop } from "../../src/plan/loop.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { attemptsOf, decisionsOf, factsOf, inTurn, play, worker } from "./stage.ts";

const inc = agent("inc", { work: (n: number) => n + 1 });
const upTo = (n: number, max: number, exhausted: "fail" | "last" = "fail") =>
  loop("l", inc, { until: (output) => output >= n, max, exhausted });
const body = worker("body");
const untyped = (until: (output: unknown) => unknown, max = 3): Plan<unknown, unknown> =>
  loop("l", body, { until: retyped(until), max });

describe("a loop", () => {
  it("runs its body on its own last output until its function is content, which costs no step", async () => {
    const { outcome, facts } = await play(upTo(3, 9), 0);
    expect(outcome).toMatchObject({ status: "done", output: 3, spend: { steps: 3 } });
    expect(factsOf(facts, "node.started").map(({ path }) => path)).toEqual(["l", "l/inc", "l/inc[1]", "l/inc[2]"]);
  });

  it("tells its function which round it is, from 1", async () => {
    const heard: unknown[] = [];
    await play(loop("l", inc, { until: (output, round) => heard.push([output, round]) === 2, max: 5 }), 7);
    expect(heard).toEqual([
      [8, 1],
      [9, 2],
    ]);
  });

  it("is unresolved after its last round", async () => {
    const { outcome } = await play(upTo(9, 2), 0);
    const message = "not content after 2 rounds, and max is 2";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "l", message } });
  });

  it("gives its last output where that is declared, and it is the loop that makes the run degraded", async () => {
    const { outcome, facts } = await play(chain("c", [upTo(9, 2, "last")]), 0);
    const failure = { kind: "unresolved", path: "c/l", message: "not content after 2 rounds, and max is 2" };
    expect(outcome).toMatchObject({ status: "degraded", output: 2, skipped: [{ path: "c/l", failure }] });
    expect(factsOf(facts, "node.failed")).toEqual([]);
  });

  it("is degraded no more where it was done again and was content", async () => {
    const last = worker("last");
    let rounds = 0;
    const plan = chain("c", [
      loop("l", body, { until: () => ++rounds > 1, max: 1, exhausted: "last" }),
      last,
    ]).supervised({ transient: [retry({ from: "l", delayMs: 1 })] });
    const { outcome } = await play(plan, 1, {
      act: inTurn({ last: [{ ends: { throws: fail.transient("no") } }, { ends: { returns: "end" } }] }),
    });
    expect(outcome).toMatchObject({ status: "done", output: "end" });
  });

  it("has a defect where its function throws", async () => {
    const boom = () => {
      throw new Error("boom");
    };
    const { outcome, facts } = await play(untyped(boom), 1);
    expect(decisionsOf(facts)[0]).toBe("defect: escalate by default");
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "defect", path: "l" } });
  });

  it("is unresolved where its function gives neither true nor false", async () => {
    const { outcome } = await play(
      untyped(() => "soon"),
      1,
    );
    const message = 'until gave "soon", not true or false';
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "l", message } });
  });

  it("is unresolved where its body declines, in whichever round", async () => {
    const { outcome } = await play(
      untyped(() => false),
      1,
      {
        cast: { "l/body": { returns: 1 }, "l/body[1]": { declines: "enough" } },
      },
    );
    const message = "body[1] declined: enough";
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "l", message } });
  });

  it("retries its body within the round, and the round counts once", async () => {
    const { outcome, facts } = await play(upTo(2, 2), 0, {
      cast: { "l/inc": { returns: 1 }, "l/inc[1]": [{ throws: "flaky" }, { returns: 2 }] },
    });
    expect(outcome).toMatchObject({ status: "done", output: 2 });
    expect([attemptsOf(facts, "l/inc"), attemptsOf(facts, "l/inc[1]")]).toEqual([1, 2]);
  });

  it("that gave up goes on, when it is retried, behind the rounds that had finished", async () => {
    const giving = loop("l", body, { until: (output) => output === "end", max: 3 }).supervised({
      permanent: [escalate()],
    });
    const plan = chain("c", [giving]).supervised({ escalated: [retry({ delayMs: 1 })] });
    const { outcome, facts } = await play(plan, 1, {
      act: inTurn({
        body: [{ ends: { returns: "first" } }],
        "body[1]": [{ ends: { throws: fail.permanent("no") } }, { ends: { returns: "end" } }],
      }),
    });
    expect(outcome).toMatchObject({ status: "done", output: "end" });
    expect([attemptsOf(facts, "c/l/body"), attemptsOf(facts, "c/l/body[1]")]).toEqual([1, 2]);
  });
});
