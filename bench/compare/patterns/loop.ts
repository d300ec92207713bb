import { agent, createRuntime, loop } from "troupe";
import type { World } from "../world.ts";

/** Shortens a text until it has three words, five times at most. */
export async function run(text: string, { shorten }: World) {
  const plan = loop("short", agent("shorten", { work: shorten }), {
    until: (shorter) => shorter.split(" ").length <= 3,
    max: 5,
  });
  await using runtime = createRuntime();
  return await runtime.start(plan, text).outcome;
}
