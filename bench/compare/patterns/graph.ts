import { agent, createRuntime, graph } from "troupe";
import type { World } from "../world.ts";

/** A diamond: two steps on the same page, one that needs both. */
export async function run(page: string, { load, summary, tags, card }: World) {
  const plan = graph(
    "page",
    {
      load: agent("load", { work: load }),
      summary: agent("summary", { work: (from: { load: string }) => summary(from.load) }),
      tags: agent("tags", { work: (from: { load: string }) => tags(from.load) }),
      card: agent("card", { work: card }),
    },
    { after: { summary: ["load"], tags: ["load"], card: ["summary", "tags"] }, output: "card" },
  );
  await using runtime = createRuntime();
  return await runtime.start(plan, page).outcome;
}
