import { Agent, run } from "@openai/agents";
import { tool } from "@openai/agents";
import { z } from "zod";
import { ending, type Sight } from "../../../compare/sight.ts";
import { modelOf } from "../fake-model.ts";

/** An agent that calls its sub-agent in every turn, which calls its tool in every turn. */
export async function probe(): Promise<readonly Sight[]> {
  return [await seen("", {}), await seen("with `maxTurns: 5` for the tool, too", { runOptions: { maxTurns: 5 } })];
}

async function seen(way: string, options: { readonly runOptions?: { readonly maxTurns: number } }): Promise<Sight> {
  let calls = 0;
  const look = tool({ name: "look", description: "Looks.", parameters: z.object({}), execute: async () => "nothing" });
  const child = new Agent({
    name: "child",
    model: modelOf(async () => {
      calls += 1;
      return { call: "look" };
    }),
    tools: [look],
  });
  const parent = new Agent({
    name: "parent",
    model: modelOf(async () => ({ call: "child", args: { input: "look" } })),
    tools: [child.asTool({ toolName: "child", toolDescription: "Looks for you.", ...options })],
  });
  const ended = await ending(run(parent, "go", { maxTurns: 5 }));
  return { way, cells: ["`maxTurns: 5`", `${calls}`, ended] };
}
