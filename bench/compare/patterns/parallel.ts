import { agent, createRuntime, parallel } from "troupe";
import type { World } from "../world.ts";

/** Two parts at once. */
export async function run(customer: string, { orders, history }: World) {
  const plan = parallel("customer", {
    orders: agent("orders", { work: orders }),
    history: agent("history", { work: history }),
  });
  await using runtime = createRuntime();
  return await runtime.start(plan, customer).outcome;
}
