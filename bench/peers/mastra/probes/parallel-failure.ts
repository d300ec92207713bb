import { Mastra } from "@mastra/core";
import { InMemoryStore } from "@mastra/core/storage";
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { ending, type Sight, shown, times } from "../../../compare/sight.ts";
import { createBranches } from "../../../compare/three-branches.ts";

/** A parallel of three; then `timeTravel` of the failed run to the step that failed. */
export async function probe(): Promise<readonly Sight[]> {
  const branches = createBranches({ mendsAt: 2 });
  const { quick, broken, slow } = branches;
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const workflow = createWorkflow({
    id: "three",
    inputSchema: z.string(),
    outputSchema: z.record(z.string(), z.string()),
  })
    .parallel([
      createStep({ id: "quick", ...text, execute: quick }),
      createStep({ id: "broken", ...text, execute: broken }),
      createStep({ id: "slow", ...text, execute: ({ abortSignal }) => slow(abortSignal) }),
    ])
    .commit();
  const mastra = new Mastra({ workflows: { three: workflow }, storage: new InMemoryStore(), logger: false });
  const run = await mastra.getWorkflow("three").createRun();
  const failed = await run.start({ inputData: "go" });
  const kept = Object.entries(failed.steps).flatMap(([id, step]) =>
    step.status === "success" ? [`${id}: ${shown(step.output)}`] : [],
  );
  const { slowEnd } = branches.calls;
  const again = await ending(run.timeTravel({ step: "broken", inputData: "go" }).then(({ status }) => status));
  const { calls } = branches;
  const counts = `quick ${times(calls.quick)}, broken ${times(calls.broken)}, slow ${times(calls.slow)}`;
  return [{ way: "", cells: [failed.status, kept.join(", "), slowEnd, `\`timeTravel\` ${again}: ${counts}`] }];
}
