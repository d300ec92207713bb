import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** `foreach` with a concurrency. */
export async function run(items: string[], { price }: World) {
  const texts = z.array(z.string());
  const pricer = createStep({
    id: "price",
    inputSchema: z.string(),
    outputSchema: z.string(),
    execute: ({ inputData }) => price(inputData),
  });
  const workflow = createWorkflow({ id: "prices", inputSchema: texts, outputSchema: texts })
    .foreach(pricer, { concurrency: 2 })
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: items });
}
