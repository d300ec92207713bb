import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { cancelled, createBroken, WAIT_MS } from "../../../compare/backoff-wait.ts";
import type { Sight } from "../../../compare/sight.ts";

/** `run.cancel` in the wait before the second of three executions. */
export async function probe(): Promise<readonly Sight[]> {
  const broken = createBroken();
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const work = createStep({ id: "work", ...text, execute: broken.work });
  const workflow = createWorkflow({ id: "work", ...text, retryConfig: { attempts: 2, delay: WAIT_MS } })
    .then(work)
    .commit();
  const run = await workflow.createRun();
  const sight = await cancelled("", broken, () => ({
    ended: run.start({ inputData: "" }).then(({ status }) => status),
    cancel: () => run.cancel(),
  }));
  return [sight];
}
