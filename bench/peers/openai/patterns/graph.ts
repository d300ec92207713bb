import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** The order of a diamond, written out in code. */
export async function run(page: string, world: World) {
  const load = new Agent({ name: "load", model: modelOf(world.load) });
  const summary = new Agent({ name: "summary", model: modelOf(world.summary) });
  const tags = new Agent({ name: "tags", model: modelOf(world.tags) });
  const card = new Agent({ name: "card", model: modelOf((parts) => world.card(JSON.parse(parts))) });
  const text = (await start(load, page)).finalOutput ?? "";
  const [summed, tagged] = await Promise.all([start(summary, text), start(tags, text)]);
  const parts = { summary: summed.finalOutput, tags: tagged.finalOutput };
  return (await start(card, JSON.stringify(parts))).finalOutput;
}
