import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** A condition in code. */
export async function run(mail: string, { read, skim }: World) {
  const reader = new Agent({ name: "read", model: modelOf(read) });
  const skimmer = new Agent({ name: "skim", model: modelOf(skim) });
  return (await start(mail.length > 20 ? skimmer : reader, mail)).finalOutput;
}
