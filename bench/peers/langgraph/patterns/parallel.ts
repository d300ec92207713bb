import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** Two nodes behind the start, each with a channel of its own. */
export async function run(ada: string, { orders, history }: World) {
  const State = Annotation.Root({
    customer: Annotation<string>(),
    orders: Annotation<string>(),
    history: Annotation<string>(),
  });
  const graph = new StateGraph(State)
    .addNode("getOrders", async ({ customer }) => ({ orders: await orders(customer) }))
    .addNode("getHistory", async ({ customer }) => ({ history: await history(customer) }))
    .addEdge(START, "getOrders")
    .addEdge(START, "getHistory")
    .addEdge("getOrders", END)
    .addEdge("getHistory", END)
    .compile();
  const state = await graph.invoke({ customer: ada });
  return { orders: state.orders, history: state.history };
}
