import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { World } from "../../../compare/world.ts";

/** Three nodes behind the start write to one channel; a fourth one counts. */
export async function run(text: string, { cautious, hasty, learned }: World) {
  const State = Annotation.Root({
    mail: Annotation<string>(),
    votes: Annotation<readonly string[]>({ reducer: (kept, added) => [...kept, ...added], default: () => [] }),
    verdict: Annotation<string>(),
  });
  const graph = new StateGraph(State)
    .addNode("cautious", async ({ mail }) => ({ votes: [await cautious(mail)] }))
    .addNode("hasty", async ({ mail }) => ({ votes: [await hasty(mail)] }))
    .addNode("learned", async ({ mail }) => ({ votes: [await learned(mail)] }))
    .addNode("count", ({ votes }) => ({ verdict: winner(votes) }))
    .addEdge(START, "cautious")
    .addEdge(START, "hasty")
    .addEdge(START, "learned")
    .addEdge(["cautious", "hasty", "learned"], "count")
    .addEdge("count", END)
    .compile();
  return (await graph.invoke({ mail: text })).verdict;
}

function winner(votes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || first[1] === second?.[1]) throw new Error("a tie");
  return first[0];
}
