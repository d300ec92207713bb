import { Annotation, END, Send, START, StateGraph } from "@langchain/langgraph";
import { compared, type FanOut } from "../../../compare/fan-out.ts";
import type { Sight } from "../../../compare/sight.ts";

/** A `Send` for each to one node; the outputs are summed by the channel's reducer. */
const sends: FanOut = async (n) => {
  const State = Annotation.Root({
    n: Annotation<number>(),
    sum: Annotation<number>({ reducer: (sum, output) => sum + output, default: () => 0 }),
  });
  const graph = new StateGraph(State)
    .addNode("worker", async (input: number) => ({ sum: input + 1 }))
    .addConditionalEdges(START, (state) => numbers(state.n).map((input) => new Send("worker", input)), ["worker"])
    .addEdge("worker", END)
    .compile();
  return (await graph.invoke({ n })).sum;
};

export async function probe(): Promise<readonly Sight[]> {
  return [await compared("`Send`", sends)];
}

function numbers(n: number): readonly number[] {
  return Array.from({ length: n }, (_, index) => index);
}
