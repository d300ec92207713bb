import { describe, expect, it } from "vitest";
import { agent, approval, chain, retry } from "../../src/index.ts";
import { replay } from "../../src/kernel/replay.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

const plan = chain("p", [worker("a"), worker("b").gated(approval("ok", { deadlineMs: 1_000, otherwise: "reject" }))]);

/** A run whose first step is done, and whose second one is at work. */
function recorded(): readonly Fact[] {
  const kernel = settle(kernelOf(plan, 1));
  kernel.arrive({ kind: "returned", at: 10, id: "p/a#1", value: "done" });
  return JSON.parse(JSON.stringify(settle(kernel).core.facts));
}

function wrongOf(other: AnyPlan, facts: readonly Fact[], driver = stepDriver()): unknown {
  try {
    replay(kernelOf(other, 1, driver), facts);
    return "none";
  } catch (error) {
    return error;
  }
}

describe("a replay", () => {
  it("comes to the same facts, begins nothing again, and lists what was at work as lost", () => {
    const kernel = kernelOf(plan, 1);
    expect(replay(kernel, recorded())).toEqual({ kept: recorded().length, lost: ["p/b#1"] });
    expect(JSON.parse(JSON.stringify(kernel.core.facts))).toEqual(recorded());
    expect(kernel.takeFresh()).toEqual([]);
  });

  it("goes beyond the record where that stops in the middle, with work that nobody can have begun", () => {
    const facts = recorded();
    const begins = facts.findLastIndex(({ type }) => type === "attempt.started");
    const kernel = kernelOf(plan, 1);
    expect(replay(kernel, facts.slice(0, begins))).toEqual({ kept: begins, lost: [] });
    expect(kernel.takeFresh().map(({ id }) => id)).toEqual(["p/b#1"]);
  });

  it("puts open questions again", () => {
    const before = settle(kernelOf(plan, 1));
    before.arrive({ kind: "returned", at: 10, id: "p/a#1", value: "done" });
    settle(before).arrive({ kind: "returned", at: 20, id: "p/b#1", value: "draft" });
    const facts: readonly Fact[] = JSON.parse(JSON.stringify(settle(before).core.facts));
    const kernel = kernelOf(plan, 1);
    expect(replay(kernel, facts).lost).toEqual([]);
    expect(kernel.takeFresh()).toMatchObject([{ kind: "question", question: { deadline: 1_020 } }]);
    expect(kernel.waiting().wakeAt).toBe(1_020);
  });
});

describe("a replay with another plan", () => {
  it("is as good where what has happened comes out the same", () => {
    const longer = chain("p", [
      worker("a"),
      worker("b").gated(approval("ok", { deadlineMs: 1_000, otherwise: "reject" })),
    ]);
    expect(wrongOf(longer, recorded())).toBe("none");
    const otherWork = chain("p", [agent("a", { work: () => "new" }), plan]);
    expect(wrongOf(otherWork, recorded())).not.toBe("none");
  });

  it("is as good where it has other steps behind those that were begun, or other policies", () => {
    const b = worker("b").gated(approval("ok", { deadlineMs: 1_000, otherwise: "reject" }));
    const retried = worker("a").supervised({ transient: [retry({ attempts: 7 })] });
    expect(wrongOf(chain("p", [retried, b, worker("c")]), recorded())).toBe("none");
  });

  it("names the first difference", () => {
    expect(wrongOf(chain("p", [worker("b"), worker("a")]), recorded())).toMatchObject({
      code: "REPLAY_DIFFERS",
      message: expect.stringContaining(
        "recorded with fact 3, node.started of p/a, and this plan comes to fact 3, node.started of p/b.",
      ),
      facts: { runId: "r", seq: 3 },
    });
  });

  it("says so where the record tells of what nobody has said", () => {
    const facts = recorded().map(
      (fact): Fact => ({ ...fact, ...(fact.type === "work.returned" ? { from: "dreamt p/a#1" } : {}) }),
    );
    expect(wrongOf(plan, facts)).toMatchObject({ code: "REPLAY_DIFFERS" });
  });

  it("says so where the kernel breaks on it", () => {
    const driver = stepDriver();
    const broken = {
      ...driver,
      gate: driver.gate,
      agent: () => {
        throw new Error("no such machine");
      },
    };
    expect(wrongOf(plan, recorded(), broken)).toMatchObject({
      code: "REPLAY_DIFFERS",
      message: expect.stringContaining("no such machine"),
    });
  });
});
