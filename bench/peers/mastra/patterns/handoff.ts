import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** Workflows have no handoff: `dountil` over one step that runs whoever has the turn. */
export async function run(asked: string, { triage, billing, tech }: World) {
  const turn = z.object({ at: z.enum(["front", "billing", "tech", "nobody"]), text: z.string() });
  const peers = {
    front: async (text: string) => ({ at: await triage(text), text }),
    billing: async (text: string) => ({ at: "nobody" as const, text: await billing(text) }),
    tech: async (text: string) => ({ at: "nobody" as const, text: await tech(text) }),
    nobody: async (text: string) => ({ at: "nobody" as const, text }),
  };
  const workflow = createWorkflow({ id: "desk", inputSchema: turn, outputSchema: z.string() })
    .dountil(
      createStep({
        id: "turn",
        inputSchema: turn,
        outputSchema: turn,
        execute: ({ inputData }) => peers[inputData.at](inputData.text),
      }),
      async ({ inputData, iterationCount }) => inputData.at === "nobody" || iterationCount >= 4,
    )
    .map(async ({ inputData }) => inputData.text)
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: { at: "front", text: asked } });
}
