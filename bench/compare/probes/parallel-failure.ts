import { agent, createRuntime, fail, parallel, retry } from "troupe";
import { type Sight, shown, times } from "../sight.ts";
import { createBranches } from "../three-branches.ts";

/** A failure that no retry can mend; one where a person is asked, who says that it may go on; one that is retried. */
export async function probe(): Promise<readonly Sight[]> {
  return [await forGood(), await goneOn(), await retried()];
}

async function forGood(): Promise<Sight> {
  const branches = createBranches();
  await using runtime = createRuntime();
  const { status, finished } = await runtime.start(three(branches), null).outcome;
  return { way: "a permanent failure", cells: [status, shown(finished), branches.calls.slowEnd, "the run is over"] };
}

async function goneOn(): Promise<Sight> {
  const branches = createBranches({ mendsAt: 2 });
  await using runtime = createRuntime();
  const run = runtime.start(three(branches), null, { onEscalation: { ask: "person", deadlineMs: 10_000 } });
  let slowEnd = "never asked";
  for await (const fact of run.facts()) {
    if (fact.type !== "question.asked") continue;
    slowEnd = branches.calls.slowEnd;
    await run.answer(fact.question.id, { verdict: "retry", by: "ada" });
  }
  const { status, finished } = await run.outcome;
  return { way: "a person says retry", cells: [status, shown(finished), slowEnd, counted(branches.calls)] };
}

/** The group itself is retried, all branches with it; what had finished is restored. */
async function retried(): Promise<Sight> {
  const { calls, quick, broken, slow } = createBranches({ mendsAt: 2 });
  const plan = parallel("three", {
    quick: agent("quick", { work: (_: null) => quick() }),
    broken: agent("broken", { work: (_: null) => broken() }),
    slow: agent("slow", { work: (_: null, { signal }) => slow(signal) }),
  }).supervised({ transient: [retry({ scope: "all", delayMs: 0 })] });
  await using runtime = createRuntime();
  const { status, finished } = await runtime.start(plan, null).outcome;
  return { way: 'retried with scope "all"', cells: [status, shown(finished), calls.slowEnd, counted(calls)] };
}

function three({ quick, broken, slow }: ReturnType<typeof createBranches>) {
  return parallel("three", {
    quick: agent("quick", { work: (_: null) => quick() }),
    broken: agent("broken", { work: (_: null) => broken().catch(givenUp) }),
    slow: agent("slow", { work: (_: null, { signal }) => slow(signal) }),
  });
}

function givenUp(thrown: unknown): never {
  throw fail.permanent(String(thrown));
}

function counted({ quick, broken, slow }: ReturnType<typeof createBranches>["calls"]): string {
  return `quick ${times(quick)}, broken ${times(broken)}, slow ${times(slow)}`;
}
