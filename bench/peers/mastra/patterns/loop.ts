import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** `dountil`, whose condition also counts the rounds. */
export async function run(text: string, { shorten }: World) {
  const shape = { inputSchema: z.string(), outputSchema: z.string() };
  const shortener = createStep({ id: "shorten", ...shape, execute: ({ inputData }) => shorten(inputData) });
  const workflow = createWorkflow({ id: "short", ...shape })
    .dountil(
      shortener,
      async ({ inputData, iterationCount }) => inputData.split(" ").length <= 3 || iterationCount >= 5,
    )
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: text });
}
