import { Annotation, Command, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** Peers go to one another by commands; how often is bounded by the graph's limit of supersteps. */
export async function run(question: string, { triage, billing, tech }: World) {
  const State = Annotation.Root({ text: Annotation<string>() });
  const graph = new StateGraph(State)
    .addNode("front", async ({ text }) => new Command({ goto: await triage(text), update: { text } }), {
      ends: ["billing", "tech"],
    })
    .addNode("billing", async ({ text }) => new Command({ goto: END, update: { text: await billing(text) } }), {
      ends: ["front", END],
    })
    .addNode("tech", async ({ text }) => new Command({ goto: END, update: { text: await tech(text) } }), {
      ends: ["front", END],
    })
    .addEdge(START, "front")
    .compile();
  return (await graph.invoke({ text: question }, { recursionLimit: 4 })).text;
}
