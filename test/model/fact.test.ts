import { expect, it } from "vitest";
import { type FactBody, makeFact } from "../../src/model/fact.ts";

const base = { seq: 3, at: 40, cause: 2, path: "support/draft" };

it("is its place in the run, and what happened there", () => {
  expect(makeFact(base, { type: "node.voided" })).toEqual({ ...base, source: "kernel", type: "node.voided" });
});

const world: readonly FactBody[] = [
  { type: "run.started", runId: "r", plan: "p", nodes: [], input: 1, budget: {}, bound: 1, deadline: undefined },
  { type: "work.returned", attempt: 1, output: 1, about: undefined },
  { type: "work.declined", attempt: 1, reason: "no" },
  { type: "work.threw", attempt: 1, thrown: { name: "Error", message: "no" } },
  { type: "work.invalid", attempt: 1, where: "output", issues: [], previous: null },
  { type: "work.progressed", attempt: 1, fraction: 0.5, partial: undefined },
  { type: "work.spent", attempt: 1, usage: {} },
  { type: "function.gave", call: "branch", value: 1 },
  { type: "function.threw", call: "branch", thrown: { name: "Error", message: "no" } },
  { type: "question.answered", question: "q", reply: { verdict: "approve" }, by: undefined, role: undefined },
  { type: "run.cancelled", reason: "enough", by: "caller" },
  { type: "timer.fired", timer: "backoff" },
];

it.each(world)("takes $type for the world's: a replay needs it", (body) => {
  expect(makeFact(base, body).source).toBe("world");
});

const kernel: readonly FactBody[] = [
  { type: "node.started", kind: "agent", life: 0, input: 1, label: undefined },
  { type: "attempt.started", attempt: 1, life: 0 },
  { type: "attempt.aborted", attempt: 1, why: "cancelled" },
  { type: "question.closed", question: "q", why: "answered" },
  { type: "group.restarted", members: [], restarts: 1 },
  { type: "node.ended", life: 0, how: "done", disposition: "", output: 1, failure: undefined },
  { type: "clock.resumed" },
  { type: "dead.letter", what: "an answer" },
];

it.each(kernel)("takes $type for the kernel's: a replay must come to it again", (body) => {
  expect(makeFact(base, body).source).toBe("kernel");
});
