import { agent, createRuntime, orchestrate, type Progress } from "troupe";
import type { World } from "../world.ts";

/** A planner gives tasks until it has enough, two rounds at most; workers do them at once; a last step puts it together. */
export async function run(goal: string, { plan, search, report }: World) {
  const research = orchestrate("research", {
    workers: { search: agent("search", { work: search }) },
    planner: agent("plan", {
      work: async (progress: Seen) =>
        (await plan(found(progress))).map((input) => ({ worker: "search" as const, label: input, input })),
    }),
    synthesizer: agent("report", { work: (progress: Seen) => report(found(progress)) }),
    rounds: 2,
    maxTasks: 10,
  });
  await using runtime = createRuntime();
  return await runtime.start(research, goal).outcome;
}

type Seen = Progress<string, { search: ReturnType<typeof agent<string, string>> }>;

function found({ results }: Seen): readonly string[] {
  return results.flatMap((result) => (result.status === "failed" ? [] : [result.output]));
}
