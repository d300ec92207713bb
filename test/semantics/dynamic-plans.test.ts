import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { fail } from "../../src/model/fail.ts";
import { levelsBelow } from "../../src/model/path.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { recursive } from "../../src/plan/recursive.ts";
import { ask } from "../../src/plan/said.ts";
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

describe("who answers what is asked back", () => {
  const asker = agent("asker", {
    asks: 1,
    work: (_: unknown, { answers }) => (answers.length === 0 ? ask("which?") : answers[0]?.answer),
  });

  it("does not know where it declines or fails for good, and then the next one is asked", async () => {
    const plan = chain("c", [asker]).answers(worker("modest"), worker("broken"), worker("knower"));
    const cast = {
      modest: { declines: "not me" },
      broken: { throws: fail.permanent("no") },
      knower: { returns: "this" },
    };
    const { outcome } = await play(plan, 1, { cast });
    expect(outcome).toMatchObject({ status: "done", output: "this", spend: { steps: 5 } });
  });

  it("leaves the work unresolved where nobody knows", async () => {
    const { outcome } = await play(chain("c", [asker]).answers(worker("modest")), 1, {
      cast: { modest: { declines: "not me" } },
    });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: {
        kind: "escalated",
        cause: {
          kind: "unresolved",
          code: "unanswered",
          message: 'it asks "which?", and the one who was asked does not know',
        },
      },
    });
  });
});

describe("the tasks of an orchestration", () => {
  it("are shown to a person, but for the empty list that ends the planning", async () => {
    const asked: unknown[] = [];
    const planner = agent("planner", {
      work: ({ round }: { readonly round: number }) =>
        round === 1 ? [{ worker: "dig" as const, label: "a", input: 1 }] : [],
    });
    const plan = orchestrate("o", {
      workers: { dig: worker("dig") },
      planner,
      synthesizer: worker("write"),
      rounds: 3,
      maxTasks: 2,
      approve: approval("tasks", { deadlineMs: 50, otherwise: "reject" }),
    });
    const { outcome } = await play(plan, "goal", {
      answer: ({ shown }) => {
        asked.push(shown);
        return { afterMs: 1, reply: { verdict: "approve" } };
      },
    });
    expect(outcome.status).toBe("done");
    expect(asked).toEqual([[{ worker: "dig", label: "a", input: 1 }]]);
  });
});
