import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** A loop in code. */
export async function run(text: string, { shorten }: World) {
  const shortener = new Agent({ name: "shorten", model: modelOf(shorten) });
  let shorter = text;
  for (let round = 1; round <= 5; round += 1) {
    shorter = (await start(shortener, shorter)).finalOutput ?? "";
    if (shorter.split(" ").length <= 3) return shorter;
  }
  throw new Error("it is still too long");
}
