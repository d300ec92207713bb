import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { ending, type Sight } from "../../../compare/sight.ts";

const State = Annotation.Root({ outer: Annotation<number>(), inner: Annotation<number>() });

/** A cycle of 20 rounds around a subgraph with a cycle of 20 rounds; the limit is given to the outer call. */
export async function probe(): Promise<readonly Sight[]> {
  let steps = 0;
  const child = new StateGraph(State)
    .addNode("step", async ({ inner }) => {
      steps += 1;
      return { inner: inner + 1 };
    })
    .addEdge(START, "step")
    .addConditionalEdges("step", ({ inner }) => (inner % 20 === 0 ? END : "step"), ["step", END])
    .compile();
  const parent = new StateGraph(State)
    .addNode("child", child)
    .addNode("count", async ({ outer }) => ({ outer: outer + 1 }))
    .addEdge(START, "child")
    .addEdge("child", "count")
    .addConditionalEdges("count", ({ outer }) => (outer >= 10 ? END : "child"), ["child", END])
    .compile();
  const ended = await ending(parent.invoke({ outer: 0, inner: 0 }, { recursionLimit: 25 }));
  return [{ way: "", cells: ["`recursionLimit: 25`", `${steps}`, ended] }];
}
