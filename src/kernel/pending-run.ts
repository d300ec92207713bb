import type { Snapshot } from "./kernel.ts";
import type { Run } from "./run.ts";

const NOTHING: Snapshot = {
  nodes: [],
  questions: [],
  spend: { steps: 0, toolCalls: 0, tokens: 0, usd: 0, wallMs: 0 },
};

/** A run that is being looked up: whatever is asked of it waits for that, and its snapshot is empty until then. */
export function pendingRun(id: string, becoming: Promise<Run<unknown>>): Run<unknown> {
  let there: Run<unknown> | undefined;
  const outcome = becoming.then((run) => {
    there = run;
    return run.outcome;
  });
  // Whoever awaits it hears of a mistake; nobody else's process ends by it.
  outcome.catch(() => {});
  return {
    id,
    outcome,
    async *facts(options) {
      yield* (await becoming).facts(options);
    },
    snapshot: () => there?.snapshot() ?? NOTHING,
    answer: async (question, reply) => (await becoming).answer(question, reply),
    cancel: async (reason) => (await becoming).cancel(reason),
  };
}
