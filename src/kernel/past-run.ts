import type { Fact } from "../model/fact.ts";
import { fold, nodesOf, type RunView } from "../model/fold.ts";
import type { Outcome } from "../model/outcome.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Snapshot } from "./kernel.ts";
import type { Run } from "./run.ts";

/** A run that is over, as its facts tell it. */
export function pastRun(id: string, facts: readonly Fact[]): Run<unknown> {
  const view = fold(facts);
  const outcome = outcomeOf(id, view);
  const asked = new Set(facts.flatMap((fact) => (fact.type === "question.asked" ? [fact.question.id] : [])));
  return {
    id,
    outcome: Promise.resolve(outcome),
    async *facts({ from = 0 } = {}) {
      yield* facts.slice(Math.max(0, from));
    },
    snapshot: () => shown(view),
    async answer(question) {
      if (asked.has(question)) return { accepted: false, why: "the run is over" };
      throw new TroupeError("UNKNOWN_QUESTION", {
        what: `Run ${id} never asked a question "${question}".`,
        remedy: "It is over, and asks nothing any more.",
        facts: { runId: id, question, open: [] },
      });
    },
    cancel: async () => outcome,
  };
}

function outcomeOf(id: string, { outcome }: RunView): Outcome<unknown> {
  if (outcome !== undefined) return outcome;
  throw new Error(`run ${id} is not over`);
}

function shown(view: RunView): Snapshot {
  const nodes = nodesOf(view).map(({ path, kind, state, disposition, attempt }) => ({
    path,
    kind,
    state,
    disposition,
    attempt,
  }));
  return { nodes, questions: view.questions, spend: view.spend };
}
