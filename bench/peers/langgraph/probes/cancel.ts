import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { cancelled, createBroken, WAIT_MS } from "../../../compare/backoff-wait.ts";
import type { Sight } from "../../../compare/sight.ts";

/** The signal of the call is aborted in the wait before the second of three attempts. */
export async function probe(): Promise<readonly Sight[]> {
  const broken = createBroken();
  const retryPolicy = { maxAttempts: 3, initialInterval: WAIT_MS, backoffFactor: 1, jitter: false, logWarning: false };
  const graph = new StateGraph(Annotation.Root({ text: Annotation<string>() }))
    .addNode("work", async () => ({ text: await broken.work() }), { retryPolicy })
    .addEdge(START, "work")
    .addEdge("work", END)
    .compile();
  const sight = await cancelled("", broken, () => {
    const controller = new AbortController();
    return { ended: graph.invoke({ text: "" }, { signal: controller.signal }), cancel: () => controller.abort() };
  });
  return [sight];
}
