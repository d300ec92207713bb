import { describe, expect, it } from "vitest";
import { agent, approval } from "../../src/index.ts";
import { pastRun } from "../../src/kernel/past-run.ts";
import type { Fact } from "../../src/model/fact.ts";
import { rehearse } from "./rehearse.ts";

const plan = agent("a", { work: () => "out" }).gated(approval("ok", { deadlineMs: 50, otherwise: "approve" }));

async function past() {
  const { facts, outcome, run } = await rehearse(plan, undefined);
  return { facts, outcome, run, past: pastRun("r", facts) };
}

describe("a run that is over", () => {
  it("has the outcome, the facts and the last picture that it had", async () => {
    const { facts, outcome, run, past: over } = await past();
    const read: Fact[] = [];
    for await (const fact of over.facts({ from: 2 })) read.push(fact);
    expect([await over.outcome, read, over.snapshot().spend]).toEqual([outcome, facts.slice(2), run.snapshot().spend]);
    expect(over.snapshot().nodes).toMatchObject([{ path: "a", state: "done" }]);
  });

  it("takes no answer any more, and has nothing to cancel", async () => {
    const { facts, outcome, past: over } = await past();
    const asked = facts.find(({ type }) => type === "question.asked");
    const id = asked?.type === "question.asked" ? asked.question.id : "";
    expect(await over.answer(id, { verdict: "approve" })).toEqual({ accepted: false, why: "the run is over" });
    await expect(over.answer("b!1", { verdict: "approve" })).rejects.toMatchObject({ code: "UNKNOWN_QUESTION" });
    expect(await over.cancel()).toEqual(outcome);
  });

  it("has an end, or was none", async () => {
    const { facts } = await past();
    expect(() => pastRun("r", facts.slice(0, -1))).toThrow("run r is not over");
  });
});
