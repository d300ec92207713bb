import { Annotation, Command, END, interrupt, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { ending, type Sight, times } from "../../../compare/sight.ts";

const State = Annotation.Root({ text: Annotation<string>(), sent: Annotation<boolean>() });
const NO = { isApproved: false, reason: "too friendly" };

/** What a no means is the node's own code: `interrupt` gives it what the caller resumes with. */
export async function probe(): Promise<readonly Sight[]> {
  return [await oneNode(), await twoNodes()];
}

/** The node composes, asks, and sends. */
async function oneNode(): Promise<Sight> {
  let composed = 0;
  const graph = new StateGraph(State)
    .addNode("mail", ({ text }) => {
      composed += 1;
      const mail = `Dear customer: ${text}`;
      const answer: typeof NO = interrupt({ mail });
      return { text: answer.isApproved ? mail : answer.reason, sent: answer.isApproved };
    })
    .addEdge(START, "mail")
    .addEdge("mail", END)
    .compile({ checkpointer: new MemorySaver() });
  const thread = { configurable: { thread_id: "1" } };
  await graph.invoke({ text: "where is it" }, thread);
  const ended = await ending(graph.invoke(new Command({ resume: NO }), thread));
  return { way: "in one node", cells: ["any value, which `interrupt` returns", ended, times(composed)] };
}

/** One node composes, the next one asks. */
async function twoNodes(): Promise<Sight> {
  let composed = 0;
  const graph = new StateGraph(State)
    .addNode("compose", ({ text }) => {
      composed += 1;
      return { text: `Dear customer: ${text}` };
    })
    .addNode("ask", ({ text }) => {
      const answer: typeof NO = interrupt({ text });
      return { text: answer.isApproved ? text : answer.reason, sent: answer.isApproved };
    })
    .addEdge(START, "compose")
    .addEdge("compose", "ask")
    .addEdge("ask", END)
    .compile({ checkpointer: new MemorySaver() });
  const thread = { configurable: { thread_id: "1" } };
  await graph.invoke({ text: "where is it" }, thread);
  const ended = await ending(graph.invoke(new Command({ resume: NO }), thread));
  return { way: "in a node of its own", cells: ["any value, which `interrupt` returns", ended, times(composed)] };
}
