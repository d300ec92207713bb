import fc from "fast-check";
import { expect, it } from "vitest";
import { cast } from "../../src/hosts/virtual/act.ts";
import { agent, approval, chain, map } from "../../src/index.ts";
import type { Snapshot } from "../../src/kernel/kernel.ts";
import { EMPTY_VIEW, fold, foldFact, nodesOf, type RunView, wallMsAt } from "../../src/model/fold.ts";
import { anyRun } from "./any-run.ts";
import { lettersRun, researchRun } from "./rounds-run.ts";
import { type Watched, watchRun } from "./watched-run.ts";

/** What a view shows of what a snapshot shows. */
function shownBy(view: RunView): Snapshot {
  const nodes = nodesOf(view).map(({ path, kind, state, disposition, attempt }) => ({
    path,
    kind,
    state,
    disposition,
    attempt,
  }));
  return { nodes, questions: view.questions, spend: view.spend };
}

/** Compares at every moment; equal texts are equal, and quicker to compare. */
async function expectEqualThroughout(watched: Watched): Promise<number> {
  let view = EMPTY_VIEW;
  let moments = 0;
  await watchRun(watched, (facts, snapshot) => {
    for (const fact of facts.slice(view.facts)) view = foldFact(view, fact);
    moments += 1;
    const shown = shownBy(view);
    if (JSON.stringify(shown) === JSON.stringify(snapshot)) return;
    expect(shown, `after ${JSON.stringify(facts.slice(-4), undefined, 1)}`).toEqual(snapshot);
  });
  return moments;
}

it("equals the snapshot after every letter and every arrival, whatever runs", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun(), async (watched) => {
      expect(await expectEqualThroughout(watched)).toBeGreaterThan(2);
    }),
    { numRuns: 300 },
  );
});

const echo = (value: unknown) => value;
const flaky = chain("desk", [
  agent("look", { work: echo }),
  agent("write", { work: echo }).gated(approval("boss", { deadlineMs: 100, otherwise: "approve" })),
]);
const script = {
  act: cast({
    look: [
      { afterMs: 10, throws: "flaky" },
      { afterMs: 5, returns: 1 },
    ],
    write: { afterMs: 20, returns: 2 },
  }),
};

it("is the same from the whole list and fact by fact", async () => {
  const facts = await watchRun({ plan: flaky, script }, () => {});
  expect(fold(facts)).toEqual(facts.reduce(foldFact, EMPTY_VIEW));
});

it("changes no view that it came from", async () => {
  const facts = await watchRun({ plan: flaky, script }, () => {});
  const half = fold(facts.slice(0, 12));
  const before = JSON.stringify(half);
  for (const fact of facts.slice(12)) foldFact(half, fact);
  expect(JSON.stringify(half)).toBe(before);
});

it("ends with the outcome, and with what it cost", async () => {
  const facts = await watchRun({ plan: flaky, script }, () => {});
  const view = fold(facts);
  const last = facts.at(-1);
  expect(last?.type === "run.ended" && last.outcome).toBe(view.outcome);
  expect(view.outcome?.spend).toEqual(view.spend);
  expect(view.outcome?.status).toBe("degraded");
});

it("lets wall time stand while only a person is waited for", async () => {
  const facts = await watchRun({ plan: flaky, script }, () => {});
  const asked = facts.findIndex(({ type }) => type === "clock.paused");
  const waiting = fold(facts.slice(0, asked + 1));
  expect(waiting.questions.map(({ name }) => name)).toEqual(["boss"]);
  expect(wallMsAt(waiting, waiting.at + 1_000)).toBe(waiting.spend.wallMs);
  const working = fold(facts.slice(0, 8));
  expect(wallMsAt(working, working.at + 7)).toBe(working.spend.wallMs + 7);
});

it("tells how many items a map has before they start", async () => {
  const plan = map("all", agent("one", { work: echo }), { concurrency: 1 });
  const facts = await watchRun({ plan, input: [1, 2, 3] }, () => {});
  const started = facts.findIndex(({ type }) => type === "attempt.started");
  const nodes = nodesOf(fold(facts.slice(0, started)));
  expect(nodes.map(({ path, items }) => [path, items])).toEqual([
    ["all", 3],
    ["all/one[0]", undefined],
  ]);
});

it("equals the snapshot where there are rounds, judges, questions back, hand-offs and tasks", async () => {
  for (const watched of [lettersRun, researchRun]) expect(await expectEqualThroughout(watched)).toBeGreaterThan(20);
});
