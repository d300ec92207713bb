import { Mastra } from "@mastra/core";
import { InMemoryStore } from "@mastra/core/storage";
import { type AnyWorkflow, createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { type Sight, shown, times } from "../../../compare/sight.ts";

const text = { inputSchema: z.string(), outputSchema: z.string() };
const resumeSchema = z.object({ approved: z.boolean() });

/** The two ways of the documentation ("Human-in-the-loop"), each in a step that composes and asks. */
export async function probe(): Promise<readonly Sight[]> {
  return [
    await seen("`suspend` unless approved", "suspend"),
    await seen("`bail` where it is a no", "bail"),
    await ownStep(),
  ];
}

/** One step composes, the next one asks, and bails where it is a no. */
async function ownStep(): Promise<Sight> {
  let composed = 0;
  const compose = createStep({
    id: "compose",
    ...text,
    execute: async ({ inputData }) => {
      composed += 1;
      return `Dear customer: ${inputData}`;
    },
  });
  const mail = createStep({
    id: "mail",
    ...text,
    resumeSchema,
    execute: async ({ inputData, resumeData, suspend, bail }) => {
      if (resumeData === undefined) return await suspend({});
      return resumeData.approved ? inputData : bail("rejected");
    },
  });
  const workflow = createWorkflow({ id: "mail", ...text })
    .then(compose)
    .then(mail)
    .commit();
  return {
    way: "`bail`, in a step of its own",
    cells: ["a field of your resume schema", await refused(workflow), times(composed)],
  };
}

async function seen(way: string, no: "suspend" | "bail"): Promise<Sight> {
  let composed = 0;
  const mail = createStep({
    id: "mail",
    ...text,
    resumeSchema,
    execute: async ({ inputData, resumeData, suspend, bail }) => {
      composed += 1;
      const { approved } = resumeData ?? {};
      if (no === "bail" && approved === false) return bail("rejected");
      if (approved !== true) return await suspend({});
      return `Dear customer: ${inputData}`;
    },
  });
  const workflow = createWorkflow({ id: "mail", ...text })
    .then(mail)
    .commit();
  return { way, cells: ["a field of your resume schema", await refused(workflow), times(composed)] };
}

/** Starts the workflow, and resumes it with a no. */
async function refused(workflow: AnyWorkflow): Promise<string> {
  const mastra = new Mastra({ workflows: { mail: workflow }, storage: new InMemoryStore(), logger: false });
  const run = await mastra.getWorkflow("mail").createRun();
  await run.start({ inputData: "where is it" });
  const end = await run.resume({ step: "mail", resumeData: { approved: false } });
  return end.status === "success" ? `success, ${shown(end.result)}` : end.status;
}
