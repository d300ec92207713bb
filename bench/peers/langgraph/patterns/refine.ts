import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** Two nodes in a cycle; rounds and critique are channels of the state. */
export async function run(about: string, { write, critic }: World) {
  const State = Annotation.Root({
    topic: Annotation<string>(),
    text: Annotation<string>(),
    critique: Annotation<string>(),
    round: Annotation<number>(),
  });
  const graph = new StateGraph(State)
    .addNode("write", async ({ topic, critique, round }) => ({
      text: await write({ topic, critique }),
      round: round + 1,
    }))
    .addNode("critic", async ({ text }) => ({ critique: await critic(text) }))
    .addEdge(START, "write")
    .addEdge("write", "critic")
    .addConditionalEdges("critic", ({ critique, round }) => (critique === "" || round >= 3 ? END : "write"), [
      "write",
      END,
    ])
    .compile();
  const state = await graph.invoke({ topic: about, critique: "", round: 0 });
  if (state.critique !== "") throw new Error("not approved");
  return state.text;
}
