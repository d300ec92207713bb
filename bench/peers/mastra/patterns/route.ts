import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** A branch on the classifier's output, which carries the question on. */
export async function run(question: string, { triage, billing, tech }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const routed = z.object({ to: z.enum(["billing", "tech"]), question: z.string() });
  const answered = { inputSchema: routed, outputSchema: z.string() };
  const workflow = createWorkflow({ id: "desk", ...text })
    .then(
      createStep({
        id: "triage",
        inputSchema: z.string(),
        outputSchema: routed,
        execute: async ({ inputData }) => ({ to: await triage(inputData), question: inputData }),
      }),
    )
    .branch([
      [
        async ({ inputData }) => inputData.to === "billing",
        createStep({ id: "billing", ...answered, execute: ({ inputData }) => billing(inputData.question) }),
      ],
      [
        async ({ inputData }) => inputData.to === "tech",
        createStep({ id: "tech", ...answered, execute: ({ inputData }) => tech(inputData.question) }),
      ],
    ])
    .map(async ({ inputData }) => inputData.billing ?? inputData.tech ?? "")
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: question });
}
