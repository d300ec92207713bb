import { Annotation, Command, END, Send, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** The planner sends a task to each worker, who all go back to it; rounds are counted in the state. */
export async function run(_goal: string, { plan, search, report }: World) {
  const State = Annotation.Root({
    findings: Annotation<readonly string[]>({ reducer: (kept, added) => [...kept, ...added], default: () => [] }),
    round: Annotation<number>(),
    text: Annotation<string>(),
  });
  const graph = new StateGraph(State)
    .addNode(
      "plan",
      async ({ findings, round }) => {
        const terms = round < 2 ? await plan(findings) : [];
        const goto = terms.length === 0 ? "report" : terms.map((term) => new Send("search", term));
        return new Command({ goto, update: { round: round + 1 } });
      },
      { ends: ["search", "report"] },
    )
    .addNode("search", async (term: string) => ({ findings: [await search(term)] }))
    .addNode("report", async ({ findings }) => ({ text: await report(findings) }))
    .addEdge(START, "plan")
    .addEdge("search", "plan")
    .addEdge("report", END)
    .compile();
  return (await graph.invoke({ round: 0 })).text;
}
