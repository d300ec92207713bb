import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { ending, type Sight } from "../../../compare/sight.ts";

const THROWN = ["quota used up", { code: 429, reason: "quota used up" }];
const RETRY = { maxAttempts: 2, initialInterval: 1, jitter: false, logWarning: false };

/** A node that throws, without a retry policy and with one. */
export async function probe(): Promise<readonly Sight[]> {
  return [await seen("without a `retryPolicy`", {}), await seen("with a `retryPolicy`", { retryPolicy: RETRY })];
}

async function seen(way: string, options: { readonly retryPolicy?: typeof RETRY }): Promise<Sight> {
  return {
    way,
    cells: await Promise.all(THROWN.map(async (thrown) => unnamed(await ending(throwing(thrown, options))))),
  };
}

/** Without the id that is another one in every run. */
function unnamed(text: string): string {
  return text.replace(/"pregelTaskId":"[^"]+"/, '"pregelTaskId":"…"');
}

function throwing(thrown: unknown, options: { readonly retryPolicy?: typeof RETRY }): Promise<unknown> {
  return new StateGraph(Annotation.Root({ text: Annotation<string>() }))
    .addNode("work", async () => Promise.reject(thrown), options)
    .addEdge(START, "work")
    .addEdge("work", END)
    .compile()
    .invoke({ text: "" });
}
