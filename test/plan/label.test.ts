import { describe as group, expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { describe } from "../../src/plan/describe.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { human } from "../../src/plan/human.ts";
import { labelOf } from "../../src/plan/label.ts";
import { map } from "../../src/plan/map.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { step } from "./plans.ts";

const linesOf = (plan: AnyPlan) => labelOf(describe(plan));

group("the label", () => {
  it("is the name alone where there is nothing to say", () => {
    expect(linesOf(step("draft"))).toEqual(["draft"]);
    expect(linesOf(chain("support", [step("draft")]))).toEqual(["chain support"]);
  });

  it("says a time in the largest unit that leaves a whole number", () => {
    const timed = (timeoutMs: number) => linesOf(agent("a", { work: () => 1, timeoutMs }))[1];
    expect([500, 1_500, 20_000, 90_000, 120_000, 3_600_000, 172_800_000].map(timed)).toEqual([
      "at most 500 ms",
      "at most 1500 ms",
      "at most 20 s",
      "at most 90 s",
      "at most 2 min",
      "at most 1 h",
      "at most 2 d",
    ]);
  });

  it("names gates, and how long a person is waited for", () => {
    const gated = step("a")
      .gated(
        check("short", () => true),
        approval("refund", { when: () => true, deadlineMs: 86_400_000, otherwise: "reject" }),
      )
      .gatedBefore(approval("pay", { deadlineMs: 1_000, otherwise: "approve" }));
    expect(linesOf(gated)).toEqual([
      "a",
      "before: approval pay, 1 s, then approve",
      "after: check short",
      "after: approval refund if needed, 1 d, then reject",
    ]);
    expect(linesOf(human("desk", { output: z.unknown(), deadlineMs: 1_000, otherwise: { value: [1] } }))).toEqual([
      "human desk",
      "1 s, then [1]",
    ]);
  });

  it("says how wide a map is, and what a plan may spend", () => {
    expect(linesOf(map("m", step("a"), { concurrency: 4, maxItems: 9 }))).toEqual([
      "map m",
      "4 at a time, at most 9 items",
    ]);
    expect(linesOf(map("m", step("a")).budgeted({ usd: 0.5, steps: 40 }))).toEqual([
      "map m",
      "256 at a time, any number of items",
      "budget: steps 40, usd 0.5",
    ]);
  });

  it("says a policy as a row of what is tried", () => {
    const plan = chain("c", [step("a")]).supervised({
      transient: [retry({ attempts: 2 }), fallback(step("spare")), escalate()],
      timeout: [retry({ scope: "all" })],
      "invalid-output": [revise(), retry({ from: "a" })],
      rejected: [],
      "*": [skip("x".repeat(60))],
    });
    expect(linesOf(plan)).toEqual([
      "chain c",
      "transient: retry, attempts 2, then fallback spare, then escalate",
      "timeout: retry, attempts 3, scope all, restarts 1",
      "invalid-output: revise, rounds 2, then back to a, restarts 1",
      "rejected: escalate",
      `any failure: skip "${"x".repeat(38)}…`,
    ]);
  });
});
