import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** A conditional edge back to the node; the rounds are counted in the state. */
export async function run(long: string, { shorten }: World) {
  const State = Annotation.Root({ text: Annotation<string>(), round: Annotation<number>() });
  const graph = new StateGraph(State)
    .addNode("shorten", async ({ text, round }) => ({ text: await shorten(text), round: round + 1 }))
    .addEdge(START, "shorten")
    .addConditionalEdges(
      "shorten",
      ({ text, round }) => (text.split(" ").length <= 3 || round >= 5 ? END : "shorten"),
      ["shorten", END],
    )
    .compile();
  return (await graph.invoke({ text: long, round: 0 })).text;
}
