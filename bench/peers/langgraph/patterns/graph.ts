import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** A diamond: an edge from two nodes waits for both. */
export async function run(page: string, { load, summary, tags, card }: World) {
  const State = Annotation.Root({
    text: Annotation<string>(),
    summary: Annotation<string>(),
    tags: Annotation<string>(),
    card: Annotation<string>(),
  });
  const graph = new StateGraph(State)
    .addNode("load", async ({ text }) => ({ text: await load(text) }))
    .addNode("summarize", async ({ text }) => ({ summary: await summary(text) }))
    .addNode("tag", async ({ text }) => ({ tags: await tags(text) }))
    .addNode("join", async (state) => ({ card: await card({ summary: state.summary, tags: state.tags }) }))
    .addEdge(START, "load")
    .addEdge("load", "summarize")
    .addEdge("load", "tag")
    .addEdge(["summarize", "tag"], "join")
    .addEdge("join", END)
    .compile();
  return (await graph.invoke({ text: page })).card;
}
