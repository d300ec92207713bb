import { Agent } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { ending, type Sight } from "../../../compare/sight.ts";
import { modelCalling } from "../fake-model.ts";

/** Agents, which have a limit of steps, and workflows, which have none: `start` and `createRun` take no such option. */
export async function probe(): Promise<readonly Sight[]> {
  return [await agents(), await workflows()];
}

/** An agent that calls its sub-agent in every step, which calls its tool in every step. */
async function agents(): Promise<Sight> {
  let calls = 0;
  const look = createTool({
    id: "look",
    description: "Looks.",
    inputSchema: z.object({}),
    execute: async () => "nothing",
  });
  const child = new Agent({
    id: "child",
    name: "child",
    description: "Looks for you.",
    instructions: "Look.",
    model: modelCalling("look", {}, () => {
      calls += 1;
    }),
    tools: { look },
  });
  const parent = new Agent({
    id: "parent",
    name: "parent",
    instructions: "Ask the child.",
    model: modelCalling("agent-child", { prompt: "look" }, () => {}),
    agents: { child },
  });
  const ended = await ending(parent.generate("go", { maxSteps: 5 }).then(({ finishReason }) => finishReason));
  return { way: "agents", cells: ["`maxSteps: 5`", `${calls}`, ended] };
}

/** A loop of 20 rounds around a loop of 20 rounds. */
async function workflows(): Promise<Sight> {
  let steps = 0;
  const count = { inputSchema: z.number(), outputSchema: z.number() };
  const step = createStep({
    id: "step",
    ...count,
    execute: async ({ inputData }) => {
      steps += 1;
      return inputData + 1;
    },
  });
  const child = createWorkflow({ id: "child", ...count })
    .dountil(step, async ({ iterationCount }) => iterationCount >= 20)
    .commit();
  const parent = createWorkflow({ id: "parent", ...count })
    .dountil(child, async ({ iterationCount }) => iterationCount >= 20)
    .commit();
  const started = await parent.createRun();
  const { status } = await started.start({ inputData: 0 });
  return { way: "workflows", cells: ["there is none", `${steps}`, status] };
}
