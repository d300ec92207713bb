import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** A node per step; the state is what is handed on. */
export async function run(topic: string, { outline, draft, title }: World) {
  const State = Annotation.Root({ text: Annotation<string>() });
  const graph = new StateGraph(State)
    .addNode("outline", async ({ text }) => ({ text: await outline(text) }))
    .addNode("draft", async ({ text }) => ({ text: await draft(text) }))
    .addNode("title", async ({ text }) => ({ text: await title(text) }))
    .addEdge(START, "outline")
    .addEdge("outline", "draft")
    .addEdge("draft", "title")
    .addEdge("title", END)
    .compile();
  return (await graph.invoke({ text: topic })).text;
}
