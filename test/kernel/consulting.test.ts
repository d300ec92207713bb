import { describe, expect, it } from "vitest";
import {
  agent,
  answer,
  ask,
  chain,
  check,
  judge,
  type Judged,
  parallel,
  retry,
  skip,
  type Verdict,
} from "../../src/index.ts";
import { factsOf, rehearse, type Rehearsed } from "./rehearse.ts";
import { worker } from "./scenes.ts";

/** A judge that says one thing after the other, and keeps what it was shown. */
function judging(...verdicts: readonly Verdict[]) {
  const seen: Judged<unknown, string>[] = [];
  const by = agent("reviewer", {
    work: (judged: Judged<unknown, string>): Verdict => {
      seen.push(judged);
      return verdicts[seen.length - 1] ?? { verdict: "pass" };
    },
  });
  return { seen, gate: judge("tone", by) };
}
const revise: Verdict = { verdict: "revise", feedback: "too harsh" };
const started = ({ facts }: Rehearsed<unknown>) => factsOf(facts, "node.started").map(({ path }) => path);
const ended = ({ facts }: Rehearsed<unknown>) => factsOf(facts, "node.ended").map(({ path, how }) => `${path} ${how}`);

describe("a judge", () => {
  it("is a node below its agent, under the gate's name, is over before that is, and costs a step", async () => {
    const run = await rehearse(worker("a").gated(judging().gate), 1);
    expect(run.outcome).toMatchObject({ status: "done", output: "a(1)", spend: { steps: 2 } });
    expect(ended(run)).toEqual(["a/tone done", "a done"]);
    expect(factsOf(run.facts, "gate.opened")).toMatchObject([
      { path: "a", gate: "tone", kind: "judge", when: "after" },
    ]);
  });

  it("is shown the input, the output, and how the agent came to it", async () => {
    const { seen, gate } = judging();
    const reasoned = agent("a", { work: (_: number) => answer("text", { reasoning: "by heart", confidence: 0.9 }) });
    await rehearse(reasoned.gated(gate), 7);
    expect(seen).toEqual([{ input: 7, output: "text", reasoning: "by heart" }]);
  });

  it("sends the output back with its feedback, and is asked anew as another activation", async () => {
    const { gate } = judging(revise);
    const drafting = agent("a", { work: (_: number, { feedback }) => feedback?.issues[0]?.message ?? "first" });
    const run = await rehearse(drafting.gated(gate), 1);
    expect(run.outcome).toMatchObject({ status: "done", output: "too harsh", spend: { steps: 4 } });
    expect(started(run)).toEqual(["a", "a/tone", "a/tone[1]"]);
  });

  it("keeps work from beginning where it stands before it", async () => {
    const by = agent("reviewer", { work: (_: Judged<unknown, unknown>): Verdict => revise });
    const { outcome } = await rehearse(worker("a").gatedBefore(judge("fair", by)), 1);
    expect(outcome).toMatchObject({ failure: { kind: "rejected", message: "fair: too harsh" }, spend: { steps: 1 } });
  });

  it("has its own place among the agent's parts, whatever other gates stand around it", async () => {
    const named = (name: string) =>
      judge(name, agent(`${name}-by`, { work: (_: Judged<unknown, unknown>): Verdict => ({ verdict: "pass" }) }));
    const plan = worker("a")
      .gatedBefore(
        check("c1", () => true),
        named("j1"),
      )
      .gated(
        check("c2", () => true),
        named("j2"),
        check("c3", () => true),
        named("j3"),
      );
    const run = await rehearse(plan, 1);
    expect(run.outcome.status).toBe("done");
    expect(started(run)).toEqual(["a", "a/j1", "a/j2", "a/j3"]);
  });

  it("that fails is tried again by its own policy, and fails its agent only when it is given up", async () => {
    const { gate } = judging();
    const twice = { cast: { tone: [{ throws: "flaky" }, { returns: { verdict: "pass" } }] } };
    const run = await rehearse(worker("a").gated(gate), 1, twice);
    expect(run.outcome).toMatchObject({ status: "done", spend: { steps: 3 } });
    const broken = await rehearse(worker("a").gated(gate), 1, { cast: { tone: { throws: new TypeError("broken") } } });
    expect(broken.outcome).toMatchObject({ status: "failed" });
    expect(ended(broken)).toEqual(["a/tone failed", "a failed"]);
  });

  it("is seen by the policies that see its agent", async () => {
    const { gate } = judging();
    const plan = chain("p", [worker("a").gated(gate)]).supervised({ defect: [skip("-")] });
    const run = await rehearse(plan, 1, { cast: { tone: { throws: new TypeError("broken") } } });
    expect(run.outcome).toMatchObject({ status: "degraded", output: "-" });
  });

  it("is stopped with its agent, which is over only when it is", async () => {
    const { gate } = judging();
    const slow = { ends: { returns: { verdict: "pass" } }, afterMs: 100, onAbort: { afterMs: 7 } } as const;
    const run = await rehearse(worker("a").gated(gate), 1, { cast: { tone: slow }, cancelAtMs: 10 });
    expect(run.outcome).toMatchObject({ status: "cancelled", abandoned: [] });
    expect(factsOf(run.facts, "node.ended").map(({ path, how, at }) => [path, how, at])).toEqual([
      ["a/tone", "stopped", 17],
      ["a", "stopped", 17],
    ]);
    expect(factsOf(run.facts, "dead.letter")).toEqual([]);
  });

  it("is stopped with its agent for a restart, and judges anew in the next life", async () => {
    const { gate } = judging();
    const plan = parallel("p", { a: worker("a").gated(gate), b: worker("b") }).supervised({
      transient: [retry({ scope: "all", delayMs: 5 })],
    });
    const run = await rehearse(plan, 1, {
      cast: {
        tone: [{ afterMs: 50, returns: { verdict: "pass" } }],
        b: [{ afterMs: 9, throws: "flaky" }, { returns: 2 }],
      },
    });
    expect(run.outcome).toMatchObject({ status: "done" });
    expect(ended(run)).toEqual([
      "p/a/tone stopped",
      "p/a stopped",
      "p/b failed",
      "p/b done",
      "p/a/tone done",
      "p/a done",
      "p done",
    ]);
  });

  it("is halted where the time is over", async () => {
    const { gate } = judging();
    const run = await rehearse(worker("a").gated(gate), 1, { cast: { tone: "never" }, deadlineMs: 30 });
    expect(run.outcome).toMatchObject({ status: "failed", failure: { kind: "timeout" } });
    expect(ended(run)).toEqual(["a/tone stopped", "a stopped"]);
  });

  it("is over before its agent fails because the agent's own time is spent", async () => {
    const plan = worker("a").gated(judging().gate).budgeted({ wallMs: 30 });
    const run = await rehearse(plan, 1, {
      cast: { tone: { ends: { returns: 1 }, afterMs: 99, onAbort: { afterMs: 7 } } },
    });
    expect(run.outcome).toMatchObject({ status: "failed", failure: { kind: "budget", path: "a", code: "wallMs" } });
    expect(factsOf(run.facts, "node.ended").map(({ path, how, at }) => [path, how, at])).toEqual([
      ["a/tone", "stopped", 37],
      ["a", "failed", 37],
    ]);
  });

  it("is not paid for where the steps are spent, and that is the ledger's end", async () => {
    const { gate } = judging();
    const { outcome } = await rehearse(worker("a").gated(gate), 1, { budget: { steps: 1 } });
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "budget" }, spend: { steps: 1 } });
  });
});

describe("a plan that answers", () => {
  const asking = agent("a", {
    asks: 2,
    work: (_: number, { answers }) => (answers.length === 0 ? ask("which?") : String(answers[0]?.answer)),
  });

  it("is a node below the agent that asks, is shown the question and whose it is, and its output is the answer", async () => {
    const seen: unknown[] = [];
    const desk = agent("desk", {
      work: (asked: unknown) => {
        seen.push(asked);
        return "the red one";
      },
    });
    const run = await rehearse(chain("p", [asking]).answers(desk), 7);
    expect(run.outcome).toMatchObject({ status: "done", output: "the red one", spend: { steps: 3 } });
    expect(seen).toEqual([{ question: "which?", path: "p/a", input: 7 }]);
    expect(ended(run)).toEqual(["p/a/desk done", "p/a done", "p done"]);
  });

  it("is asked after a function that does not know, and before those further up", async () => {
    const plan = chain("p", [chain("q", [asking]).answers(() => null, worker("desk"))]).answers(() => "from above");
    const run = await rehearse(plan, 1, { cast: { desk: { returns: "from the desk" } } });
    expect(run.outcome).toMatchObject({ output: "from the desk" });
    const without = await rehearse(plan, 1, { cast: { desk: { returns: null } } });
    expect(without.outcome).toMatchObject({ output: "from above" });
  });

  it("does not know where it fails for good, and the next one is asked", async () => {
    const plan = chain("p", [asking]).answers(worker("desk"), () => "from above");
    const run = await rehearse(plan, 1, { cast: { desk: { throws: new TypeError("broken") } } });
    expect(run.outcome).toMatchObject({ status: "done", output: "from above" });
    expect(ended(run)).toEqual(["p/a/desk failed", "p/a done", "p done"]);
  });

  it("is stopped with the agent that asks", async () => {
    const run = await rehearse(chain("p", [asking]).answers(worker("desk")), 1, {
      cast: { desk: "never" },
      cancelAtMs: 10,
    });
    expect(run.outcome).toMatchObject({ status: "cancelled", abandoned: [] });
    expect(ended(run)).toEqual(["p/a/desk stopped", "p/a stopped", "p stopped"]);
  });
});
