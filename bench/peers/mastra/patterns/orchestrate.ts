import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** `dountil` around a workflow of the planner and a `foreach`; the findings travel in the workflow's state. */
export async function run(_goal: string, { plan, search, report }: World) {
  const texts = z.array(z.string());
  const stateSchema = z.object({ findings: texts });
  const planner = createStep({
    id: "plan",
    inputSchema: texts,
    outputSchema: texts,
    stateSchema,
    execute: async ({ state }) => [...(await plan(state.findings))],
  });
  const searcher = createStep({
    id: "search",
    inputSchema: z.string(),
    outputSchema: z.string(),
    execute: ({ inputData }) => search(inputData),
  });
  const keep = createStep({
    id: "keep",
    inputSchema: texts,
    outputSchema: texts,
    stateSchema,
    execute: async ({ inputData, state, setState }) => {
      await setState({ findings: [...state.findings, ...inputData] });
      return inputData;
    },
  });
  const round = createWorkflow({ id: "round", inputSchema: texts, outputSchema: texts, stateSchema })
    .then(planner)
    .foreach(searcher, { concurrency: 10 })
    .then(keep)
    .commit();
  const workflow = createWorkflow({ id: "research", inputSchema: texts, outputSchema: z.string(), stateSchema })
    .dountil(round, async ({ inputData, iterationCount }) => inputData.length === 0 || iterationCount >= 2)
    .map(async ({ state }) => report(state.findings))
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: [], initialState: { findings: [] } });
}
