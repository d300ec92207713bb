import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** Two steps at once; the output has a key for each. */
export async function run(customer: string, { orders, history }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const outputSchema = z.object({ orders: z.string(), history: z.string() });
  const workflow = createWorkflow({ id: "customer", inputSchema: z.string(), outputSchema })
    .parallel([
      createStep({ id: "orders", ...text, execute: ({ inputData }) => orders(inputData) }),
      createStep({ id: "history", ...text, execute: ({ inputData }) => history(inputData) }),
    ])
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: customer });
}
