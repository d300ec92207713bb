import { Mastra } from "@mastra/core";
import { InMemoryStore } from "@mastra/core/storage";
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";

/** A step of its own suspends, so that the mail is not composed again when the run is resumed. */
export async function run(question: string, { compose, send }: World) {
  const text = { inputSchema: z.string(), outputSchema: z.string() };
  const approve = createStep({
    id: "approve",
    ...text,
    resumeSchema: z.object({ isApproved: z.boolean() }),
    execute: async ({ inputData, resumeData, suspend, bail }) => {
      if (resumeData === undefined) return await suspend({});
      return resumeData.isApproved ? inputData : bail("rejected");
    },
  });
  const workflow = createWorkflow({ id: "reply", ...text })
    .then(createStep({ id: "compose", ...text, execute: ({ inputData }) => compose(inputData) }))
    .then(approve)
    .then(createStep({ id: "send", ...text, execute: ({ inputData }) => send(inputData) }))
    .commit();
  const mastra = new Mastra({ workflows: { reply: workflow }, storage: new InMemoryStore(), logger: false });
  const started = await mastra.getWorkflow("reply").createRun();
  await started.start({ inputData: question });
  return await started.resume({ step: "approve", resumeData: { isApproved: true } });
}
