import { Agent, run } from "@openai/agents";
import { compared, type FanOut } from "../../../compare/fan-out.ts";
import type { Sight } from "../../../compare/sight.ts";
import { modelOf } from "../fake-model.ts";

/** A run of one agent for each, in a `Promise.all`. */
const runs: FanOut = async (n) => {
  const agent = new Agent({ name: "worker", model: modelOf(async (input) => `${Number(input) + 1}`) });
  const outputs = await Promise.all(Array.from({ length: n }, (_, input) => run(agent, `${input}`)));
  return outputs.reduce((total, { finalOutput }) => total + Number(finalOutput), 0);
};

export async function probe(): Promise<readonly Sight[]> {
  return [await compared("`Promise.all`", runs)];
}
