import { describe, expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { createRuntime } from "../../src/runtime/create-runtime.ts";
import type { Act } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import type { Brief } from "../../src/model/brief.ts";
import type { Reply } from "../../src/model/question.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { orchestrate, type OrchestrateOptions, type Progress, type Task } from "../../src/plan/orchestrate.ts";
import type { Agent, Plan } from "../../src/plan/plan.ts";
import { z } from "zod";
import { attemptsOf, endsOf, factsOf, play, worker } from "./stage.ts";

type Workers = { readonly search: Plan<unknown, unknown>; readonly extract: Plan<unknown, unknown> };
type Tasks = readonly Task<Workers>[];
type Seen = Progress<string, Workers>;

const task = (label: string, more: Partial<Task<Workers>> = {}): Task<Workers> => ({
  worker: "search",
  label,
  input: label,
  ...more,
});
const says = (returns: unknown, afterMs = 0): Act => ({ afterMs, ends: { returns } });

type Options = Partial<OrchestrateOptions<Workers, string, unknown>>;

/** An orchestration whose planner gives these lists, one per round; it notes what the planner and the synthesizer saw. */
function orchestrating(rounds: readonly unknown[], options: Options = {}) {
  const seen: Seen[] = [];
  const planner: Agent<Seen, Tasks> = agent("planner", {
    work: (progress: Seen): Tasks => {
      seen.push(progress);
      return retyped(rounds[progress.round - 1] ?? []);
    },
  });
  const synthesizer: Plan<Seen, unknown> = agent("writer", {
    work: (progress: Seen): unknown => {
      seen.push(progress);
      return "report";
    },
  });
  const workers = { search: worker("search"), extract: worker("extract") };
  const plan = orchestrate("o", { workers, planner, synthesizer, rounds: 2, maxTasks: 3, ...options });
  return { plan, seen };
}

describe("an orchestration", () => {
  it("shows the results in the planner's order, whoever was done first", async () => {
    const { plan, seen } = orchestrating([[task("slow"), task("quick", { worker: "extract" })]]);
    const { outcome } = await play(plan, "goal", { cast: { search: says("S", 9), extract: says("E", 1) } });
    const results = [
      { worker: "search", label: "slow", status: "done", output: "S" },
      { worker: "extract", label: "quick", status: "done", output: "E" },
    ];
    expect(seen).toEqual([
      { goal: "goal", round: 1, results: [] },
      { goal: "goal", round: 2, results },
      { goal: "goal", round: 2, results },
    ]);
    expect(outcome).toMatchObject({ status: "done", output: "report", spend: { steps: 5 } });
  });

  it("goes on to the synthesizer where the planner has enough, or the rounds are used up", async () => {
    const enough = orchestrating([[]]);
    expect((await play(enough.plan, "goal")).outcome).toMatchObject({ status: "done", spend: { steps: 2 } });
    const used = orchestrating([[task("one")], [task("two")], [task("three")]]);
    const { facts } = await play(used.plan, "goal");
    expect(factsOf(facts, "attempt.started").map(({ path }) => path)).toEqual([
      "o/planner",
      "o/search[0]",
      "o/planner[1]",
      "o/search[1]",
      "o/writer",
    ]);
  });

  it("has no more tasks at work at once than it may", async () => {
    const { plan } = orchestrating([[task("x"), task("y"), task("z")]], { concurrency: 2 });
    const { facts } = await play(plan, "goal", { cast: { search: says(1, 10) } });
    const begun = factsOf(facts, "attempt.started").filter(({ path }) => path.startsWith("o/search"));
    expect(begun.map(({ at }) => at)).toEqual([0, 0, 10]);
  });

  it("names the task at its start", async () => {
    const { facts } = await play(orchestrating([[task("x")]]).plan, "goal");
    expect(factsOf(facts, "node.started", "o/search[0]").map(({ label }) => label)).toEqual(["x"]);
  });

  it.each<[string, unknown, string]>([
    ["an unknown worker", [{ ...task("x"), worker: "serch" }], 'for "serch", who is no worker'],
    ["a label twice", [task("x"), task("x")], 'two tasks with the label "x"'],
    ["too many tasks", ["a", "b", "c", "d"].map((label) => task(label)), "4 tasks, and maxTasks is 3"],
    ["what is no list", "none", "no list of tasks"],
  ])("is unresolved before any task starts where the planner gives %s", async (_, tasks, why) => {
    const { outcome, facts } = await play(orchestrating([tasks]).plan, "goal");
    expect(attemptsOf(facts, "o/search[0]")).toBe(0);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "o" } });
    expect(outcome.status === "failed" ? outcome.failure.message : "").toContain(why);
  });

  it("fails where its planner or its synthesizer does", async () => {
    for (const role of ["planner", "writer"]) {
      const { outcome } = await play(orchestrating([[]]).plan, "goal", {
        cast: { [role]: { throws: fail.permanent("no") } },
      });
      expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "o" } });
    }
  });

  it("is unresolved where its planner or its synthesizer declines", async () => {
    for (const role of ["planner", "writer"]) {
      const { outcome } = await play(orchestrating([[]]).plan, "goal", { cast: { [role]: { declines: "no" } } });
      const message = `${role} declined: no`;
      expect(outcome).toMatchObject({ status: "failed", failure: { kind: "unresolved", path: "o", message } });
    }
  });
});

describe("a worker", () => {
  const gone = { throws: fail.permanent("gone") };

  it("that fails for good is a result, which the planner and the synthesizer see, and the run is whole", async () => {
    const { plan, seen } = orchestrating([[task("x")]]);
    const { outcome, facts } = await play(plan, "goal", { cast: { search: gone } });
    const failure = { kind: "permanent", path: "o/search[0]", message: "gone" };
    expect(seen[1]?.results).toMatchObject([{ worker: "search", label: "x", status: "failed", failure }]);
    expect(endsOf(facts, "o/search[0]")).toEqual(["failed"]);
    expect(outcome).toMatchObject({ status: "done", output: "report" });
  });

  it("that declines has failed as unresolved", async () => {
    const { plan, seen } = orchestrating([[task("x")]]);
    const { outcome } = await play(plan, "goal", { cast: { search: { declines: "not mine" } } });
    expect(seen[1]?.results).toMatchObject([
      {
        status: "failed",
        failure: { kind: "unresolved", path: "o/search[0]", message: "search[0] declined: not mine" },
      },
    ]);
    expect(outcome.status).toBe("done");
  });

  it("that hands off has failed as unresolved: nobody there takes what is handed on", async () => {
    const search = agent("search", { handsTo: ["extract"], work: (_: unknown): unknown => "x" });
    const { plan, seen } = orchestrating([[task("x")]], { workers: { search, extract: worker("extract") } });
    const cast = { search: { ends: { handsOff: { to: "extract", context: 1 } } } };
    const { outcome } = await play(plan, "goal", { cast });
    const message = 'search[0] hands off to "extract", and is in no handoff';
    expect(seen[1]?.results).toMatchObject([
      { status: "failed", failure: { kind: "unresolved", path: "o/search[0]", message } },
    ]);
    expect(outcome.status).toBe("done");
  });

  it("whose own policy skips is told as skipped, and the run is degraded", async () => {
    const workers = {
      search: worker("search").supervised({ permanent: [skip("nothing")] }),
      extract: worker("extract"),
    };
    const { plan, seen } = orchestrating([[task("x")]], { workers });
    const { outcome } = await play(plan, "goal", { cast: { search: gone } });
    expect(seen[1]?.results).toEqual([{ worker: "search", label: "x", status: "skipped", output: "nothing" }]);
    expect(outcome).toMatchObject({ status: "degraded", skipped: [{ path: "o/search[0]" }] });
  });

  it("fails the orchestration where a policy on that says escalate", async () => {
    const { plan } = orchestrating([[task("x"), task("y")]]);
    const strict = plan.supervised({ permanent: [escalate()] });
    const cast = { "o/search[0]": gone, "o/search[1]": says(1, 50) };
    const { outcome, facts } = await play(strict, "goal", { cast });
    expect(endsOf(facts, "o/search[1]")).toEqual(["stopped"]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "escalated", path: "o" } });
  });
});

describe("the brief of a task", () => {
  const brief = (goal: string): Brief => ({ goal, definitionOfDone: "found" });
  const noting = (name: string, heard: unknown[], own?: Brief) =>
    agent(name, {
      work: (input: unknown, context): unknown => {
        heard.push([name, context.brief?.goal]);
        return input;
      },
      ...(own === undefined ? {} : { brief: own }),
    });

  it("is for the agent that was given it in place of its own", async () => {
    const heard: unknown[] = [];
    const workers = { search: noting("search", heard, brief("own")), extract: worker("extract") };
    const { plan } = orchestrating([[task("x", { brief: brief("task") }), task("y")]], { workers });
    await play(plan, "goal");
    expect(heard).toEqual([
      ["search", "task"],
      ["search", "own"],
    ]);
  });

  it("is for those in the worker's plan where they have none of their own", async () => {
    const heard: unknown[] = [];
    const steps = chain("steps", [noting("first", heard), noting("second", heard, brief("own"))]);
    const { plan } = orchestrating([[task("x", { brief: brief("task") })]], {
      workers: { search: steps, extract: worker("extract") },
    });
    await play(plan, "goal");
    expect(heard).toEqual([
      ["first", "task"],
      ["second", "own"],
    ]);
  });
});

describe("the approval of the tasks", () => {
  const approve = approval<Tasks>("tasks", { deadlineMs: 1_000, otherwise: "reject" });
  const asking = (reply?: Reply) => {
    const { plan, seen } = orchestrating([[task("x"), task("y")]], { approve });
    const answer = () => (reply === undefined ? undefined : { afterMs: 1, reply });
    return play(plan, "goal", { answer }).then((played) => ({ ...played, seen }));
  };

  it("stands before any of them starts, and shows them as a list", async () => {
    const { facts } = await asking({ verdict: "approve" });
    const asked = factsOf(facts, "question.asked", "o/planner")[0];
    expect(asked?.question.shown).toEqual([task("x"), task("y")]);
    expect(factsOf(facts, "attempt.started", "o/search[0]")[0]?.seq).toBeGreaterThan(asked?.seq ?? 0);
  });

  it("may change them", async () => {
    const { seen } = await asking({ verdict: "edit", value: [task("z")] });
    expect(seen[1]?.results.map(({ label }) => label)).toEqual(["z"]);
  });

  it("that rejects fails the orchestration, and nothing was started", async () => {
    for (const reply of [{ verdict: "reject", reason: "too dear" } as const, undefined]) {
      const { outcome, facts } = await asking(reply);
      expect(attemptsOf(facts, "o/search[0]")).toBe(0);
      expect(outcome).toMatchObject({ status: "failed", failure: { path: "o", cause: { kind: "rejected" } } });
    }
  });

  it("whose no is to be revised has the planner hear why, and plan anew in the same round", async () => {
    const mild = approval<Tasks>("tasks", { onReject: "revise", deadlineMs: 1_000, otherwise: "reject" });
    const heard: unknown[] = [];
    const planner = agent("planner", {
      work: ({ round }: Seen, { feedback }): Tasks => {
        heard.push([round, feedback?.issues]);
        return feedback === undefined ? [task("dear")] : [];
      },
    });
    const { plan, seen } = orchestrating([], { planner, approve: mild });
    const answer = () => ({ afterMs: 1, reply: { verdict: "reject", reason: "too dear" } }) as const;
    const { outcome, facts } = await play(plan, "goal", { answer });
    expect(heard).toEqual([
      [1, undefined],
      [1, [{ message: "too dear" }]],
    ]);
    expect([attemptsOf(facts, "o/search[0]"), seen.at(-1)?.results, outcome.status]).toEqual([0, [], "done"]);
  });

  it.each<[string, readonly unknown[], string]>([
    [
      "an unknown worker",
      [task("z", { worker: retyped("serch") })],
      'task 1 of the answer is for "serch", who is no worker. Did you mean "search"?',
    ],
    [
      "a label twice",
      [task("z"), task("z")],
      'the answer gave two tasks with the label "z": results are told by their labels',
    ],
    ["too many tasks", ["a", "b", "c", "d"].map((label) => task(label)), "the answer gave 4 tasks, and maxTasks is 3"],
  ])("refuses an edit with %s at once, and stays open", async (_, value, why) => {
    const { plan, seen } = orchestrating([[task("x")]], { approve });
    const { run, id } = await waiting(plan);
    const refused = { accepted: false, why: `its value does not fit: ${why}` };
    expect(await run.answer(id, { verdict: "edit", value })).toEqual(refused);
    expect(await run.answer(id, { verdict: "edit", value: [task("z")] })).toEqual({ accepted: true });
    expect(await run.outcome).toMatchObject({ status: "done" });
    expect(seen[1]?.results.map(({ label }) => label)).toEqual(["z"]);
  });

  it("refuses to strike out too few of a list that is too long", async () => {
    const { plan } = orchestrating([["a", "b", "c", "d", "e"].map((label) => task(label))], { approve });
    const { run, id } = await waiting(plan);
    expect(await run.answer(id, { verdict: "strike", items: [0] })).toMatchObject({ accepted: false });
    expect(await run.answer(id, { verdict: "strike", items: [0, 1] })).toEqual({ accepted: true });
    expect(await run.outcome).toMatchObject({ status: "done" });
  });

  it("is held against the same rules where the planner is a person, or the last step of a chain", async () => {
    const person = human<Seen, Tasks>("planner", { output: z.array(z.any()), deadlineMs: 1_000, otherwise: "fail" });
    const { plan: byPerson } = orchestrating([], { planner: person });
    const approved = agent("last", { work: (tasks: Tasks): Tasks => tasks }).gated(approve);
    const first = agent("first", { work: (): Tasks => [task("x")] });
    const { plan: byChain } = orchestrating([], { planner: chain("planner", [first, approved]) });
    for (const plan of [byPerson, byChain]) {
      const { run, id } = await waiting(plan);
      const wrong = [task("z", { worker: retyped("nobody") })];
      expect(await run.answer(id, { verdict: "edit", value: wrong })).toMatchObject({
        accepted: false,
        why: expect.stringContaining('for "nobody", who is no worker'),
      });
      expect(await run.answer(id, { verdict: "edit", value: [] })).toEqual({ accepted: true });
      expect(await run.outcome).toMatchObject({ status: "done" });
    }
  });
});

/** A run of the plan that waits for a person. */
async function waiting(plan: Plan<string, unknown>) {
  const run = createRuntime().start(plan, "goal");
  for await (const fact of run.facts()) if (fact.type === "question.asked") return { run, id: fact.question.id };
  throw new Error("nobody was asked");
}
