import { Agent, run as start, tool } from "@openai/agents";
import { z } from "zod";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** Sending is a tool that needs an approval; its result is the answer. */
export async function run(question: string, { compose, send }: World) {
  const sending = tool({
    name: "send",
    description: "Sends a mail.",
    parameters: z.object({ mail: z.string() }),
    needsApproval: true,
    execute: ({ mail }) => send(mail),
  });
  const writer = new Agent({
    name: "compose",
    model: modelOf(async (asked) => ({ call: "send", args: { mail: await compose(asked) } })),
    tools: [sending],
    toolUseBehavior: "stop_on_first_tool",
  });
  const paused = await start(writer, question);
  for (const interruption of paused.interruptions) paused.state.approve(interruption);
  return (await start(writer, paused.state)).finalOutput;
}
