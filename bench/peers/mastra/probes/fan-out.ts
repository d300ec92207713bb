import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { compared, type FanOut } from "../../../compare/fan-out.ts";
import type { Sight } from "../../../compare/sight.ts";

/** `foreach` over all of them, as many at once. */
const foreach: FanOut = async (n) => {
  const numbers = { inputSchema: z.array(z.number()), outputSchema: z.array(z.number()) };
  const worker = createStep({
    id: "worker",
    inputSchema: z.number(),
    outputSchema: z.number(),
    execute: async ({ inputData }) => inputData + 1,
  });
  const workflow = createWorkflow({ id: "wide", ...numbers })
    .foreach(worker, { concurrency: n })
    .commit();
  const started = await workflow.createRun();
  const end = await started.start({ inputData: Array.from({ length: n }, (_, index) => index) });
  return end.status === "success" ? end.result.reduce((total, output) => total + output, 0) : Number.NaN;
};

export async function probe(): Promise<readonly Sight[]> {
  return [await compared("`foreach`", foreach)];
}
