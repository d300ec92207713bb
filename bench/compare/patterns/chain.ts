import { agent, chain, createRuntime } from "troupe";
import type { World } from "../world.ts";

/** Three steps, each on the output before. */
export async function run(topic: string, { outline, draft, title }: World) {
  const plan = chain("article", [
    agent("outline", { work: outline }),
    agent("draft", { work: draft }),
    agent("title", { work: title }),
  ]);
  await using runtime = createRuntime();
  return await runtime.start(plan, topic).outcome;
}
