import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** Handoffs are tools of the model; how often is bounded by the turns. */
export async function run(question: string, world: World) {
  const billing = new Agent({ name: "billing", model: modelOf(world.billing) });
  const tech = new Agent({ name: "tech", model: modelOf(world.tech) });
  const front = Agent.create({
    name: "front",
    model: modelOf(async (asked) => ({ call: `transfer_to_${await world.triage(asked)}` })),
    handoffs: [billing, tech],
  });
  billing.handoffs = [front];
  tech.handoffs = [front];
  return (await start(front, question, { maxTurns: 4 })).finalOutput;
}
