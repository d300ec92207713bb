import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** A condition per case; every case whose condition holds is run, and the output has a key for each. */
export async function run(mail: string, { read, skim }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const reader = createStep({ id: "read", ...text, execute: ({ inputData }) => read(inputData) });
  const skimmer = createStep({ id: "skim", ...text, execute: ({ inputData }) => skim(inputData) });
  const workflow = createWorkflow({ id: "mail", ...text })
    .branch([
      [async ({ inputData }) => inputData.length > 20, skimmer],
      [async ({ inputData }) => inputData.length <= 20, reader],
    ])
    .map(async ({ inputData }) => inputData.read ?? inputData.skim ?? "")
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: mail });
}
