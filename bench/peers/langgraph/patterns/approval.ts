import { Annotation, Command, END, interrupt, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** A node of its own asks, so that the mail is not composed again when the graph is resumed. */
export async function run(question: string, { compose, send }: World) {
  const State = Annotation.Root({ text: Annotation<string>() });
  const graph = new StateGraph(State)
    .addNode("compose", async ({ text }) => ({ text: await compose(text) }))
    .addNode("approve", ({ text }) => new Command({ goto: interrupt({ mayGoOut: text }) === "yes" ? "send" : END }), {
      ends: ["send", END],
    })
    .addNode("send", async ({ text }) => ({ text: await send(text) }))
    .addEdge(START, "compose")
    .addEdge("compose", "approve")
    .addEdge("send", END)
    .compile({ checkpointer: new MemorySaver() });
  const thread = { configurable: { thread_id: "1" } };
  await graph.invoke({ text: question }, thread);
  return (await graph.invoke(new Command({ resume: "yes" }), thread)).text;
}
