import fc from "fast-check";
import { expect, it } from "vitest";
import type { Snapshot } from "../../src/kernel/kernel.ts";
import { EMPTY_VIEW, fold, foldFact, nodesOf, type RunView } from "../../src/model/fold.ts";
import { anyRun } from "./any-run.ts";
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

async function expectEqualThroughout(watched: Watched): Promise<RunView> {
  let view = EMPTY_VIEW;
  await watchRun(watched, (facts, snapshot) => {
    for (const fact of facts.slice(view.facts)) view = foldFact(view, fact);
    expect(shownBy(view), JSON.stringify(facts.slice(-4), undefined, 1)).toEqual(snapshot);
  });
  return view;
}

it("equals the snapshot after every letter", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun(), async (watched) => {
      await expectEqualThroughout(watched);
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});
