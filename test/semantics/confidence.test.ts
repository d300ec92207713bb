import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { confidence } from "../../src/gates/confidence.ts";
import type { Reply } from "../../src/model/question.ts";
import { fallback } from "../../src/plan/directives.ts";
import { decisionsOf, factsOf, play, worker } from "./stage.ts";

const sure = confidence("sure", {
  use: 0.8,
  ask: { from: 0.5, asks: "Is that so?", deadlineMs: 50, otherwise: "approve" },
});

/** How it goes with an agent that is as sure of its answer as this. */
function being(is: number | undefined, reply?: Reply) {
  const about = is === undefined ? {} : { about: { confidence: is } };
  return play(worker("a").gated(sure), "in", {
    cast: { a: { returns: "out", ...about } },
    answer: () => (reply === undefined ? undefined : { afterMs: 1, reply }),
  });
}

describe("a confidence", () => {
  it("that is high enough is used: nobody is asked", async () => {
    for (const is of [0.8, 1]) {
      const { outcome, facts } = await being(is);
      expect(factsOf(facts, "question.asked")).toEqual([]);
      expect(outcome).toMatchObject({ status: "done", output: "out", spend: { steps: 1 } });
    }
  });

  it("below that is shown to a person, who may approve, edit or reject", async () => {
    const { facts } = await being(0.5, { verdict: "approve" });
    expect(
      factsOf(facts, "question.asked").map(({ question }) => [question.kind, question.asks, question.shown]),
    ).toEqual([["approval", "Is that so?", "out"]]);
    expect((await being(0.5, { verdict: "approve" })).outcome).toMatchObject({ status: "done", output: "out" });
    expect((await being(0.7, { verdict: "edit", value: "x" })).outcome).toMatchObject({ status: "done", output: "x" });
    expect((await being(0.7, { verdict: "reject", reason: "no" })).outcome).toMatchObject({
      status: "failed",
      failure: { kind: "rejected" },
    });
  });

  it("that nobody looked at by the deadline is taken as declared there, and the run is degraded", async () => {
    expect((await being(0.6)).outcome).toMatchObject({ status: "degraded", output: "out", skipped: [{ path: "a" }] });
  });

  it("still lower is a rejection, and so is none at all", async () => {
    for (const is of [0.49, undefined]) {
      const { outcome, facts } = await being(is);
      expect(decisionsOf(facts, "a")[0]).toBe("rejected: escalate by default");
      const said = is === undefined ? "no confidence was given" : `a confidence of ${is}`;
      const message = expect.stringContaining(`sure: ${said}, and 0.8 is needed`);
      expect(outcome).toMatchObject({ status: "failed", failure: { kind: "rejected", message } });
    }
  });

  it("that is too low may have another plan tried", async () => {
    const plan = worker("a")
      .gated(sure)
      .supervised({ rejected: [fallback(worker("other"))] });
    const { outcome } = await play(plan, "in", { cast: { a: { returns: "out" }, other: { returns: "better" } } });
    expect(outcome).toMatchObject({ status: "done", output: "better" });
  });

  it("says nothing any more of what a person has made of the output", async () => {
    const approved = approval("boss", { deadlineMs: 50, otherwise: "reject" });
    const plan = worker("a").gated(approved, confidence("again", { use: 0.5 }));
    const { outcome } = await play(plan, "in", {
      cast: { a: { returns: "out", about: { confidence: 0.1 } } },
      answer: () => ({ afterMs: 1, reply: { verdict: "edit", value: "better" } }),
    });
    expect(outcome).toMatchObject({ status: "done", output: "better" });
  });
});
