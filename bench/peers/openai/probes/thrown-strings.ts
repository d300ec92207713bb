import { Agent, run, tool } from "@openai/agents";
import { z } from "zod";
import { ending, type Sight } from "../../../compare/sight.ts";
import { modelOf } from "../fake-model.ts";

const THROWN = ["quota used up", { code: 429, reason: "quota used up" }];

/** A model that throws; and a tool that throws, whose result is what the model is told. */
export async function probe(): Promise<readonly Sight[]> {
  const model = await Promise.all(THROWN.map((thrown) => ending(throwingModel(thrown))));
  const used = await Promise.all(THROWN.map((thrown) => ending(throwingTool(thrown))));
  const bare = await Promise.all(THROWN.map((thrown) => ending(throwingTool(thrown, { errorFunction: null }))));
  return [
    { way: "thrown by a model", cells: model },
    { way: "thrown by a tool", cells: used },
    { way: "thrown by a tool, `errorFunction: null`", cells: bare },
  ];
}

function throwingModel(thrown: unknown): Promise<unknown> {
  return run(new Agent({ name: "work", model: modelOf(async () => Promise.reject(thrown)) }), "go");
}

async function throwingTool(thrown: unknown, options: { readonly errorFunction?: null } = {}): Promise<unknown> {
  const work = tool({
    name: "work",
    description: "Works.",
    parameters: z.object({}),
    execute: async () => Promise.reject(thrown),
    ...options,
  });
  const model = modelOf(async () => ({ call: "work" }));
  const agent = new Agent({ name: "work", model, tools: [work], toolUseBehavior: "stop_on_first_tool" });
  return (await run(agent, "go")).finalOutput;
}
