import { describe, expect, it } from "vitest";
import { agent, chain, parallel, retry, skip } from "../../src/index.ts";
import { factsOf, rehearse } from "./rehearse.ts";
import { SCENES, worker } from "./scenes.ts";

const broken = { throws: new TypeError("broken") };

describe("the outcome of a run", () => {
  it("is done, with the output", async () => {
    const { outcome } = await rehearse(worker("a"), 1, { id: "r" });
    expect(outcome).toEqual({
      status: "done",
      runId: "r",
      output: "a(1)",
      finished: { a: "a(1)" },
      abandoned: [],
      spend: { steps: 1, toolCalls: 0, tokens: 0, usd: 0, wallMs: 0 },
    });
  });

  it("is degraded where a declared value stands in for an output, and says for which and why", async () => {
    const { outcome } = await rehearse(chain("p", [worker("a").supervised({ defect: [skip("-")] })]), 1, {
      cast: { a: broken },
    });
    expect(outcome).toMatchObject({
      status: "degraded",
      output: "-",
      skipped: [{ path: "p/a", failure: { kind: "defect", message: "broken" } }],
    });
  });

  it("does not count a declared value as somebody's finished work", async () => {
    const { outcome } = await rehearse(worker("a").supervised({ defect: [skip("-")] }), 1, { cast: { a: broken } });
    expect(outcome.finished).toEqual({});
  });

  it("is failed, with the failure and what its siblings had finished", async () => {
    const { outcome } = await rehearse(parallel("p", { a: worker("a"), b: worker("b") }), 1, {
      cast: { a: { returns: "kept" }, b: { afterMs: 5, ...broken } },
    });
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "escalated", path: "p", cause: { kind: "defect", path: "p/b" } },
      finished: { "p/a": "kept" },
    });
  });

  it("is cancelled, with the reason, by whom, and what was finished", async () => {
    const { outcome } = await rehearse(chain("p", [worker("a"), worker("b")]), 1, {
      cast: { a: { afterMs: 5, returns: "kept" }, b: "never" },
      cancelAtMs: 10,
    });
    expect(outcome).toMatchObject({
      status: "cancelled",
      reason: "from outside",
      by: "caller",
      finished: { "p/a": "kept" },
      spend: { steps: 2, wallMs: 10 },
    });
  });

  it("names its plan where the plan itself declined", async () => {
    const { outcome } = await rehearse(worker("a"), 1, { cast: { a: { declines: "not mine" } } });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "a" } });
  });

  it("keeps what a plan called constructor gave", async () => {
    const odd = agent("constructor", { work: () => 1 });
    const { outcome } = await rehearse(odd, undefined, { budget: { steps: 1 } });
    expect(outcome).toMatchObject({ status: "done", output: 1, spend: { steps: 1 } });
    expect(Object.entries(outcome.finished)).toEqual([["constructor", 1]]);
  });

  it("does not tell of what was done again: the later output counts", async () => {
    const plan = parallel("p", { a: worker("a"), b: worker("b") }).supervised({
      transient: [retry({ scope: "all", delayMs: 1 })],
    });
    const { outcome } = await rehearse(plan, 1, {
      cast: { a: { afterMs: 9, returns: "a" }, b: [{ throws: "flaky" }, { returns: "b" }] },
    });
    expect(outcome.finished).toEqual(outcome.status === "done" ? { "p/a": "a", "p/b": "b" } : {});
  });
});

describe("the end of a run", () => {
  it.each(SCENES)("is the last fact of $name, and carries the outcome", async ({ plan, input = "in", options }) => {
    const { outcome, facts } = await rehearse(plan, input, options);
    expect(factsOf(facts, "run.ended").length).toBe(1);
    expect(facts.at(-1)).toMatchObject({ type: "run.ended", path: "", outcome });
  });

  it.each(SCENES)("finds every node of $name ended", async ({ plan, input = "in", options }) => {
    const { run } = await rehearse(plan, input, options);
    const states = run.snapshot().nodes.map(({ state }) => state);
    expect(states.filter((state) => state === "working" || state === "awaiting-gate")).toEqual([]);
    expect(run.snapshot().questions).toEqual([]);
  });
});
