import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** `dountil` around a workflow of the two steps, whose output is the input of the next round. */
export async function run(topic: string, { write, critic }: World) {
  const draft = z.object({ topic: z.string(), text: z.string(), critique: z.string() });
  const shape = { inputSchema: draft, outputSchema: draft };
  const round = createWorkflow({ id: "round", ...shape })
    .then(
      createStep({
        id: "write",
        ...shape,
        execute: async ({ inputData }) => ({ ...inputData, text: await write(inputData) }),
      }),
    )
    .then(
      createStep({
        id: "critic",
        ...shape,
        execute: async ({ inputData }) => ({ ...inputData, critique: await critic(inputData.text) }),
      }),
    )
    .commit();
  const workflow = createWorkflow({ id: "text", inputSchema: draft, outputSchema: z.string() })
    .dountil(round, async ({ inputData, iterationCount }) => inputData.critique === "" || iterationCount >= 3)
    .map(async ({ inputData }) => {
      if (inputData.critique !== "") throw new Error("not approved");
      return inputData.text;
    })
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: { topic, text: "", critique: "" } });
}
