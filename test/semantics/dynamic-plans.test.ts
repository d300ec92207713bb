import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fail } from "../../src/model/fail.ts";
import { levelsBelow } from "../../src/model/path.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { factsOf, play, worker } from "./stage.ts";

/** Takes a list apart as deep as it goes, or as it may. */
function flatten(depth: number): Plan<unknown, unknown> {
  return recursive<unknown, unknown>({
    depth,
    otherwise: worker("bottom"),
    plan: (deeper) =>
      branch<Record<string, Plan<unknown, unknown>>>("level", {
        on: (value) => (Array.isArray(value) ? "list" : "leaf"),
        cases: { list: map("parts", deeper, { maxItems: 3 }).given(listOf), leaf: worker("leaf") },
      }),
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const nested: fc.Arbitrary<unknown> = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.nat(), fc.array(tie("value"), { maxLength: 3 })),
})).value;

describe("a recursive plan", () => {
  it("goes as deep as it needs to, and never deeper than it may", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), nested, async (depth, value) => {
        const { facts, outcome } = await play(flatten(depth), value, { budget: { steps: 1_000 } });
        const levels = factsOf(facts, "node.started").map(
          ({ path }) => path.split("/").filter((segment) => segment.startsWith("level")).length,
        );
        expect(Math.max(...levels)).toBeLessThanOrEqual(depth);
        expect(outcome).toMatchObject({ status: "done", output: value });
      }),
      { numRuns: 50 },
    );
  });

  it("is kept flatter still by a budget of depth, whose owner then fails", async () => {
    const { facts, outcome } = await play(flatten(4), [[[1]]], { budget: { steps: 100, depth: 5 } });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget", code: "depth", path: "level" } });
    expect(factsOf(facts, "ledger.refused").map(({ used, limit }) => [used, limit])).toEqual([[6, 5]]);
    const started = factsOf(facts, "attempt.started").map(({ path }) => levelsBelow(path, "level"));
    expect(Math.max(0, ...started)).toBeLessThanOrEqual(5);
  });
});

describe("an orchestration", () => {
  const tasks = [1, 2, 3].map((n) => ({ worker: "dig" as const, label: `task ${n}`, input: n }));
  const plan = orchestrate("o", {
    workers: { dig: worker("dig") },
    planner: agent("planner", { work: (_: unknown) => tasks }),
    synthesizer: worker("write"),
    rounds: 1,
    maxTasks: 3,
    concurrency: 1,
  });

  it("is bounded by the agents that it may spawn, whatever its planner wants", async () => {
    const { facts, outcome } = await play(plan, "goal", { budget: { spawned: 3 } });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "budget", code: "spawned", path: "o" },
      finished: { "o/dig[0]": 1, "o/dig[1]": 2 },
    });
    expect(factsOf(facts, "attempt.started").map(({ path }) => path)).toEqual(["o/planner", "o/dig[0]", "o/dig[1]"]);
  });

  it("names its tasks as the planner does, for those who look", async () => {
    const { facts } = await play(plan, "goal");
    const labels = factsOf(facts, "node.started").map(({ label }) => label);
    expect(labels.filter((label) => label !== undefined)).toEqual(["task 1", "task 2", "task 3"]);
  });
});

describe("what was wrong with the last output", () => {
  it("is still known after a failure in between", async () => {
    const heard: unknown[] = [];
    const picky = agent("picky", {
      output: { "~standard": { version: 1, vendor: "test", validate: onlyFinal } },
      work(_: string, { attempt, feedback }): string {
        heard.push(feedback?.issues[0]?.message);
        if (attempt === 2) throw fail.transient("flaky");
        return attempt === 1 ? "draft" : "final";
      },
    });
    const { outcome } = await play(chain("c", [picky]), "x");
    expect(outcome).toMatchObject({ status: "done", output: "final", spend: { steps: 3 } });
    expect(heard).toEqual([undefined, "not final", "not final"]);
  });
});

function onlyFinal(value: unknown): { readonly value: string } | { readonly issues: readonly { message: string }[] } {
  return value === "final" ? { value } : { issues: [{ message: "not final" }] };
}
