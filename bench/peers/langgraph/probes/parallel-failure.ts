import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { ending, type Sight, shown, times } from "../../../compare/sight.ts";
import { createBranches } from "../../../compare/three-branches.ts";

/** Three nodes behind the start; then the same on a thread with a checkpointer, which is resumed. */
export async function probe(): Promise<readonly Sight[]> {
  return [await without(), await resumed()];
}

async function without(): Promise<Sight> {
  const branches = createBranches();
  const ended = await ending(three(branches).compile().invoke({}));
  await branches.settled();
  return {
    way: "without a checkpointer",
    cells: [ended, "not in what rejects", branches.calls.slowEnd, "there is nothing to resume"],
  };
}

async function resumed(): Promise<Sight> {
  const branches = createBranches({ mendsAt: 2 });
  const graph = three(branches).compile({ checkpointer: new MemorySaver() });
  const thread = { configurable: { thread_id: "1" } };
  const ended = await ending(graph.invoke({}, thread));
  await branches.settled();
  const { tasks } = await graph.getState(thread);
  const kept = tasks.map(
    ({ name, result, error }) =>
      `${name}: ${result === undefined ? (error === undefined ? "open" : "failed") : shown(result)}`,
  );
  const { slowEnd } = branches.calls;
  const again = await ending(graph.invoke(null, thread));
  const { quick, broken, slow } = branches.calls;
  const counts = `quick ${times(quick)}, broken ${times(broken)}, slow ${times(slow)}`;
  return { way: "with a checkpointer", cells: [ended, kept.join(", "), slowEnd, `${again}: ${counts}`] };
}

function three({ quick, broken, slow }: ReturnType<typeof createBranches>) {
  const State = Annotation.Root({ a: Annotation<string>(), b: Annotation<string>(), c: Annotation<string>() });
  return new StateGraph(State)
    .addNode("quick", async () => ({ a: await quick() }))
    .addNode("broken", async () => ({ b: await broken() }))
    .addNode("slow", async (_, { signal }) => ({ c: await slow(signal) }))
    .addEdge(START, "quick")
    .addEdge(START, "broken")
    .addEdge(START, "slow")
    .addEdge("quick", END)
    .addEdge("broken", END)
    .addEdge("slow", END);
}
