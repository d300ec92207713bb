import { Agent, run as start } from "@openai/agents";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** The classifier's output has a schema; code looks the specialist up. */
export async function run(question: string, { triage, billing, tech }: World) {
  const classifier = new Agent({
    name: "triage",
    model: modelOf(async (asked) => JSON.stringify({ to: await triage(asked) })),
    outputType: z.object({ to: z.enum(["billing", "tech"]) }),
  });
  const specialists = {
    billing: new Agent({ name: "billing", model: modelOf(billing) }),
    tech: new Agent({ name: "tech", model: modelOf(tech) }),
  };
  const classified = await start(classifier, question);
  return (await start(specialists[classified.finalOutput?.to ?? "tech"], question)).finalOutput;
}
