import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** A diamond as a row of a step, a parallel and a step. */
export async function run(page: string, { load, summary, tags, card }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const parts = z.object({ summary: z.string(), tags: z.string() });
  const workflow = createWorkflow({ id: "page", ...text })
    .then(createStep({ id: "load", ...text, execute: ({ inputData }) => load(inputData) }))
    .parallel([
      createStep({ id: "summary", ...text, execute: ({ inputData }) => summary(inputData) }),
      createStep({ id: "tags", ...text, execute: ({ inputData }) => tags(inputData) }),
    ])
    .map(async ({ inputData }) => ({ summary: inputData.summary ?? "", tags: inputData.tags ?? "" }))
    .then(
      createStep({
        id: "card",
        inputSchema: parts,
        outputSchema: z.string(),
        execute: ({ inputData }) => card(inputData),
      }),
    )
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: page });
}
