import { describe as group, expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { describe } from "../../src/plan/describe.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { human } from "../../src/plan/human.ts";
import { labelOf, ruleWords } from "../../src/plan/label.ts";
import { map } from "../../src/plan/map.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { EVERY_PLAN, writer } from "./every-plan.ts";
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
        approval("tone", { onReject: "revise", deadlineMs: 1_000, otherwise: "approve" }),
      )
      .gatedBefore(approval("pay", { deadlineMs: 1_000, otherwise: "approve" }));
    expect(linesOf(gated)).toEqual([
      "a",
      "before: approval pay, 1 s, then approve",
      "after: check short",
      "after: approval refund if needed, 1 d, then reject",
      "after: approval tone, a no is revised, 1 s, then approve",
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

  it("says what bounds a pattern, and what happens at the bound", () => {
    const said = EVERY_PLAN.map((plan) => linesOf(plan).slice(0, 2));
    for (const line of [
      ["loop polish", "at most 5 rounds, then the last output"],
      ["refine edit", "at most 3 rounds, then the best output"],
      ["handoff swarm", "at most 6 hand-offs"],
      ["route desk", "reroutes 2"],
      ["orchestrate research", "at most 2 rounds of 10 tasks, 3 at a time"],
    ])
      expect(said).toContainEqual(line);
  });

  it("says how often an agent may ask back, and who must approve, how sure it must be", () => {
    expect(linesOf(writer)).toEqual(
      expect.arrayContaining([
        "may ask back, at most 2 times",
        "after: approval lead, 2 people, by lead or boss, a no is revised, 1 d, then approve",
        "after: confidence sure, used from 0.8, asked about from 0.4, 1 min, then reject",
        "after: confidence at-all, used from 0.1",
      ]),
    );
  });

  it("says how ballots decide", () => {
    expect(ruleWords({ by: "quorum", k: 2 })).toBe("quorum of 2");
    expect(ruleWords({ by: "best" })).toBe("the best, by its judge");
    expect(ruleWords({ by: "majority", tie: "first" })).toBe("majority, in a tie the first");
    expect(ruleWords({ by: "majority", tie: "judge" })).toBe("majority, in a tie its judge");
    expect(ruleWords({ by: "majority", tie: "fail", weights: { a: 2, b: 1 } })).toBe(
      "majority by weight (a 2, b 1), in a tie fail",
    );
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
