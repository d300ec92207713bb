import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** A step per part; each says what it takes and gives. */
export async function run(topic: string, { outline, draft, title }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const workflow = createWorkflow({ id: "article", ...text })
    .then(createStep({ id: "outline", ...text, execute: ({ inputData }) => outline(inputData) }))
    .then(createStep({ id: "draft", ...text, execute: ({ inputData }) => draft(inputData) }))
    .then(createStep({ id: "title", ...text, execute: ({ inputData }) => title(inputData) }))
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: topic });
}
