import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** A loop in code; the critique is part of the next request. */
export async function run(topic: string, { write, critic }: World) {
  const writer = new Agent({ name: "write", model: modelOf((wish) => write(JSON.parse(wish))) });
  const judge = new Agent({ name: "critic", model: modelOf(critic) });
  let critique = "";
  for (let round = 1; round <= 3; round += 1) {
    const text = (await start(writer, JSON.stringify({ topic, critique }))).finalOutput ?? "";
    critique = (await start(judge, text)).finalOutput ?? "";
    if (critique === "") return text;
  }
  throw new Error("not approved");
}
