import { Agent, run, tool } from "@openai/agents";
import { z } from "zod";
import { ending, type Sight, times } from "../../../compare/sight.ts";
import { hasToolResult, modelOf } from "../fake-model.ts";

/** A tool that needs an approval; the person says no with a reason, and the model is told so. */
export async function probe(): Promise<readonly Sight[]> {
  let composed = 0;
  const send = tool({
    name: "send",
    description: "Sends a mail.",
    parameters: z.object({ mail: z.string() }),
    needsApproval: true,
    execute: async () => "sent",
  });
  const writer = new Agent({
    name: "compose",
    model: modelOf(async (question, request) => {
      if (hasToolResult(request)) return `it was not sent: ${toolResult(request.input)}`;
      composed += 1;
      return { call: "send", args: { mail: `Dear customer: ${question}` } };
    }),
    tools: [send],
  });
  const paused = await run(writer, "where is it");
  for (const interruption of paused.interruptions) paused.state.reject(interruption, { message: "too friendly" });
  const ended = await ending(run(writer, paused.state).then(({ finalOutput }) => finalOutput));
  return [{ way: "", cells: ["`state.reject(…, { message })`", `the model goes on; ${ended}`, times(composed)] }];
}

function toolResult(input: unknown): string {
  const last: { readonly output?: { readonly text?: string } } = Array.isArray(input) ? input.at(-1) : {};
  return last.output?.text ?? "nothing";
}
