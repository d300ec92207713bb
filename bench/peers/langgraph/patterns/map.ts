import { Annotation, END, Send, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** A `Send` per item; how many run at once is an option of the call, for all nodes of the graph. */
export async function run(all: readonly string[], { price }: World) {
  const State = Annotation.Root({
    items: Annotation<readonly string[]>(),
    prices: Annotation<readonly string[]>({ reducer: (kept, added) => [...kept, ...added], default: () => [] }),
  });
  const graph = new StateGraph(State)
    .addNode("price", async (item: string) => ({ prices: [await price(item)] }))
    .addConditionalEdges(START, ({ items }) => items.map((item) => new Send("price", item)), ["price"])
    .addEdge("price", END)
    .compile();
  return (await graph.invoke({ items: all }, { maxConcurrency: 2 })).prices;
}
