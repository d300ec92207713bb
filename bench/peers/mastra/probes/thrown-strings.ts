import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { type Sight, shown } from "../../../compare/sight.ts";

const THROWN = ["quota used up", { code: 429, reason: "quota used up" }];

/** A step that throws, without retries and with one. */
export async function probe(): Promise<readonly Sight[]> {
  return [await seen("without `retries`", 0), await seen("with `retries: 1`", 1)];
}

async function seen(way: string, retries: number): Promise<Sight> {
  return { way, cells: await Promise.all(THROWN.map((thrown) => messageOf(thrown, retries))) };
}

async function messageOf(thrown: unknown, retries: number): Promise<string> {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const work = createStep({ id: "work", ...text, retries, execute: async () => Promise.reject(thrown) });
  const run = await createWorkflow({ id: "work", ...text })
    .then(work)
    .commit()
    .createRun();
  const end = await run.start({ inputData: "" });
  return end.status === "failed" ? `error.message: ${shown(end.error.message)}` : end.status;
}
