import { describe, expect, it } from "vitest";
import { fail } from "../../src/model/fail.ts";
import type { Judged, Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { refine } from "../../src/plan/refine.ts";
import { answer } from "../../src/plan/said.ts";
import { attemptsOf, factsOf, play } from "./stage.ts";

/** A refine whose generator or evaluator fails for good in that round; before it, every draft is to be revised. */
function broken(who: "draft" | "critic", round: number, unapproved: Unapproved = "best") {
  const left = { draft: round, critic: round };
  const goesOn = (name: "draft" | "critic") => {
    left[name] -= 1;
    if (name === who && left[name] === 0) throw fail.permanent("gone");
  };
  let drafts = 0;
  const generate = agent("draft", {
    work: (_: string) => {
      goesOn("draft");
      return `draft ${++drafts}`;
    },
  });
  const evaluate = agent("critic", {
    work: (_: Judged<string, string>): Verdict => {
      goesOn("critic");
      return more();
    },
  });
  return refine("r", { generate, evaluate, rounds: 3, unapproved });
}

type Unapproved = "fail" | "best";

/** A refine whose generator counts its drafts, and whose critic says this of them, one after the other. */
function refining(says: readonly Verdict[], rounds: number, unapproved: Unapproved = "fail") {
  let drafts = 0;
  const generate = agent("draft", { work: (_: string) => `draft ${++drafts}` });
  const evaluate = agent("critic", {
    work: ({ output }: Judged<string, string>): Verdict => says[Number(output.slice(-1)) - 1] ?? { verdict: "pass" },
  });
  return chain("c", [refine("r", { generate, evaluate, rounds, unapproved })]);
}

const more = (score?: number): Verdict => ({
  verdict: "revise",
  feedback: "more",
  ...(score === undefined ? {} : { score }),
});
const no: Verdict = { verdict: "reject", reason: "off topic" };

describe("a refine", () => {
  it("hands the critique and the former output to the generator's next round, retries included", async () => {
    const heard: unknown[] = [];
    const generate = agent("draft", {
      work: (input: string, { feedback, attempt }) => {
        heard.push(feedback);
        if (feedback !== undefined && attempt === 1) throw fail.transient("flaky");
        return feedback === undefined ? input : "long";
      },
    });
    const evaluate = agent("critic", {
      work: ({ output }: Judged<string, string>): Verdict => (output === "long" ? { verdict: "pass" } : more()),
    });
    const { outcome } = await play(refine("r", { generate, evaluate, rounds: 2 }), "short");
    const feedback = { previous: "short", issues: [{ message: "more" }] };
    expect(heard).toEqual([undefined, feedback, feedback]);
    expect(outcome).toMatchObject({ status: "done", output: "long", spend: { steps: 5 } });
  });

  it("shows its evaluator the input, the output, and what the generator says of how it came to it", async () => {
    const seen: unknown[] = [];
    const generate = agent("draft", { work: (_: string) => answer("out", { reasoning: "because", confidence: 0.3 }) });
    const evaluate = agent("critic", {
      work: (judged: Judged<string, string>): Verdict => {
        seen.push(judged);
        return { verdict: "pass" };
      },
    });
    await play(refine("r", { generate, evaluate, rounds: 1 }), "in");
    expect(seen).toEqual([{ input: "in", output: "out", reasoning: "because" }]);
  });

  it("is unresolved where nothing was approved, with the last critique", async () => {
    const { outcome, facts } = await play(refining([more(), more()], 2), "x");
    const message = "not approved in 2 of 2 rounds; the last critique: more";
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { cause: { kind: "unresolved", path: "c/r", message } },
    });
    expect([attemptsOf(facts, "c/r/draft"), attemptsOf(facts, "c/r/critic[1]")]).toEqual([1, 1]);
  });

  it("gives the output with the highest score where that is declared, and the run is degraded", async () => {
    const { outcome } = await play(refining([more(1), more(3), more(2)], 3, "best"), "x");
    const message = "not approved in 3 of 3 rounds; the last critique: more";
    expect(outcome).toMatchObject({
      status: "degraded",
      output: "draft 2",
      skipped: [{ path: "c/r", failure: { kind: "unresolved", path: "c/r", message } }],
    });
  });

  it("gives the newest output where scores say nothing", async () => {
    const { outcome } = await play(refining([more(), more()], 2, "best"), "x");
    expect(outcome).toMatchObject({ status: "degraded", output: "draft 2" });
  });

  it("ends at once where its evaluator rejects, and never gives what was rejected", async () => {
    const { outcome, facts } = await play(refining([more(), no], 5, "best"), "x");
    expect(outcome).toMatchObject({
      status: "degraded",
      output: "draft 1",
      skipped: [{ failure: { message: "critic[1] rejected it: off topic" } }],
    });
    expect(factsOf(facts, "attempt.started")).toHaveLength(4);
  });

  it("is unresolved where all that there is was rejected", async () => {
    const { outcome } = await play(refining([no], 5, "best"), "x");
    const message = "critic rejected it: off topic";
    expect(outcome).toMatchObject({ status: "failed", failure: { cause: { kind: "unresolved", message } } });
  });

  it("stops when the score has not risen for two rounds", async () => {
    const { outcome, facts } = await play(refining([more(2), more(2), more(1), more(9)], 9, "best"), "x");
    const message = "the score did not rise for 2 rounds; the last critique: more";
    expect(outcome).toMatchObject({ status: "degraded", output: "draft 1", skipped: [{ failure: { message } }] });
    expect(factsOf(facts, "attempt.started")).toHaveLength(6);
  });

  it("is unresolved where its evaluator gives no verdict", async () => {
    const { outcome } = await play(refining([retyped({ verdict: "hm" })], 5, "best"), "x");
    expect(outcome).toMatchObject({ status: "failed", failure: { cause: { kind: "unresolved", path: "c/r" } } });
  });

  it("fails where its evaluator does in the first round: what nobody has judged is not the best", async () => {
    const { outcome } = await play(broken("critic", 1), "x");
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { kind: "escalated", path: "r" },
      finished: { "r/draft": "draft 1" },
    });
  });

  it.each([
    ["gives the best so far where its generator is given up later", "draft", "r/draft[1]"],
    ["gives the best so far where its evaluator is given up later", "critic", "r/critic[1]"],
  ] as const)("%s, and says so", async (_, who, path) => {
    const { outcome } = await play(broken(who, 2), "x");
    const message = `${path.slice(2)} failed: gone`;
    const failure = { kind: "unresolved", path: "r", message, cause: { kind: "permanent", path, message: "gone" } };
    expect(outcome).toMatchObject({ status: "degraded", output: "draft 1", skipped: [{ path: "r", failure }] });
  });

  it("fails with whoever is given up where only what is approved will do", async () => {
    const { outcome } = await play(broken("draft", 2, "fail"), "x");
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "r" } });
  });

  it("fails where its own ledger is spent: that is no one's failure in it", async () => {
    const { outcome } = await play(broken("critic", 9).budgeted({ steps: 3 }), "x");
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget", path: "r" } });
  });

  it("fails where a policy on it says escalate about whoever is given up", async () => {
    const strict = broken("critic", 2).supervised({ permanent: [escalate()] });
    expect((await play(strict, "x")).outcome).toMatchObject({ status: "failed", failure: { kind: "escalated" } });
  });
});
