import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** A conditional edge from the start. */
export async function run(mail: string, { read, skim }: World) {
  const State = Annotation.Root({ text: Annotation<string>() });
  const graph = new StateGraph(State)
    .addNode("read", async ({ text }) => ({ text: await read(text) }))
    .addNode("skim", async ({ text }) => ({ text: await skim(text) }))
    .addConditionalEdges(START, ({ text }) => (text.length > 20 ? "skim" : "read"), ["read", "skim"])
    .addEdge("read", END)
    .addEdge("skim", END)
    .compile();
  return (await graph.invoke({ text: mail })).text;
}
