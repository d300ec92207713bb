import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** Two workers in code share the list. */
export async function run(items: readonly string[], { price }: World) {
  const pricer = new Agent({ name: "price", model: modelOf(price) });
  const prices = new Array<string | undefined>(items.length);
  const open = items.entries();
  const worker = async () => {
    for (const [place, item] of open) prices[place] = (await start(pricer, item)).finalOutput;
  };
  await Promise.all([worker(), worker()]);
  return prices;
}
