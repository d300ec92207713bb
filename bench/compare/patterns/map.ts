import { agent, createRuntime, map } from "troupe";
import type { World } from "../world.ts";

/** One step over a list, two items at a time. */
export async function run(items: readonly string[], { price }: World) {
  const plan = map("prices", agent("price", { work: price }), { concurrency: 2, maxItems: 100 });
  await using runtime = createRuntime();
  return await runtime.start(plan, items, { budget: { steps: 20 } }).outcome;
}
