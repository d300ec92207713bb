import { Agent, run as start } from "@openai/agents";
import type { World } from "../../../compare/world.ts";
import { modelOf } from "../fake-model.ts";

/** `Promise.all`. */
export async function run(customer: string, world: World) {
  const orders = new Agent({ name: "orders", model: modelOf(world.orders) });
  const history = new Agent({ name: "history", model: modelOf(world.history) });
  const [ordered, written] = await Promise.all([start(orders, customer), start(history, customer)]);
  return { orders: ordered.finalOutput, history: written.finalOutput };
}
