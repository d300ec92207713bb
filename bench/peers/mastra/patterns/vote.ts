import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** Three steps at once, and a count in code. */
export async function run(mail: string, { cautious, hasty, learned }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const workflow = createWorkflow({ id: "spam", ...text })
    .parallel([
      createStep({ id: "cautious", ...text, execute: ({ inputData }) => cautious(inputData) }),
      createStep({ id: "hasty", ...text, execute: ({ inputData }) => hasty(inputData) }),
      createStep({ id: "learned", ...text, execute: ({ inputData }) => learned(inputData) }),
    ])
    .map(async ({ inputData }) => winner(Object.values(inputData)))
    .commit();
  const started = await workflow.createRun();
  return await started.start({ inputData: mail });
}

function winner(votes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || first[1] === second?.[1]) throw new Error("a tie");
  return first[0];
}
