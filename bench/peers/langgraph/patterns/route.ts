import { Annotation, Command, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** The classifier's node says by a command where it goes on. */
export async function run(question: string, { triage, billing, tech }: World) {
  const State = Annotation.Root({ text: Annotation<string>() });
  const graph = new StateGraph(State)
    .addNode("triage", async ({ text }) => new Command({ goto: await triage(text) }), { ends: ["billing", "tech"] })
    .addNode("billing", async ({ text }) => ({ text: await billing(text) }))
    .addNode("tech", async ({ text }) => ({ text: await tech(text) }))
    .addEdge(START, "triage")
    .addEdge("billing", END)
    .addEdge("tech", END)
    .compile();
  return (await graph.invoke({ text: question })).text;
}
