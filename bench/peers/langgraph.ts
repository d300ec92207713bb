import { type Contender, NAMES } from "../contender.ts";
import { addOne, createGate, createStorm, expectOutput, expectOutputs, inputs } from "../work.ts";

/** What is used of LangGraph.js, so that the benchmark can be type-checked where its peers are not installed. */
interface LangGraph {
  readonly StateGraph: new (state: unknown) => Graph;
  readonly Annotation: {
    (): unknown;
    (channel: {
      readonly reducer: (kept: number[], added: readonly number[]) => number[];
      readonly default: () => number[];
    }): unknown;
    Root(channels: Readonly<Record<string, unknown>>): unknown;
  };
  readonly Send: new (node: string, input: number) => unknown;
  readonly START: string;
  readonly END: string;
}
interface Graph {
  addNode<I, O>(name: string, work: (input: I) => Promise<O>, options?: { readonly retryPolicy: RetryPolicy }): Graph;
  addEdge(from: string, to: string): Graph;
  addConditionalEdges(
    from: string,
    choose: (state: { readonly agents: number }) => readonly unknown[],
    to: readonly string[],
  ): Graph;
  compile(): { invoke(input: unknown, options: { readonly recursionLimit: number }): Promise<State> };
}
interface RetryPolicy {
  readonly maxAttempts: number;
  readonly initialInterval: number;
  readonly jitter: boolean;
  readonly logWarning: boolean;
}
interface State {
  readonly value: number;
  readonly outputs: readonly number[];
}

const specifier: string = "@langchain/langgraph";
const { StateGraph, Annotation, Send, START, END }: LangGraph = await import(specifier);

/** LangGraph.js without a checkpointer. A chain is a node per agent; a fan-out is a `Send` per agent to one node. */
const langgraph: Contender = {
  name: NAMES.langgraph,

  chain(n) {
    const graph = chainOf(n);
    return async () => expectOutput((await graph.invoke({ value: 0 }, { recursionLimit: n + 10 })).value, n);
  },

  fanOut(n) {
    const graph = wide(addOne);
    return async () => expectOutputs((await graph.invoke({ agents: n }, { recursionLimit: 10 })).outputs, n);
  },

  storm(n) {
    const { work, settle } = createStorm(n);
    const graph = wide(work);
    return async () => settle((await graph.invoke({ agents: n }, { recursionLimit: 10 })).outputs);
  },

  async hold(n) {
    const gate = createGate(n);
    const state = wide(gate.work).invoke({ agents: n }, { recursionLimit: 10 });
    await gate.crowded;
    return {
      async release() {
        gate.open();
        expectOutputs((await state).outputs, n);
      },
    };
  },

  heldAgents: 1_000,
  stormAgentsMax: 1_000,
};

function chainOf(n: number) {
  const graph = new StateGraph(Annotation.Root({ value: Annotation() }));
  const names = inputs(n).map((index) => `step-${index}`);
  for (const name of names) graph.addNode(name, async ({ value }: State) => ({ value: await addOne(value) }));
  [START, ...names].forEach((name, index) => graph.addEdge(name, names[index] ?? END));
  return graph.compile();
}

function wide(work: (input: number) => Promise<number>) {
  const outputs = Annotation({ reducer: (kept, added) => kept.concat(added), default: () => [] });
  return new StateGraph(Annotation.Root({ agents: Annotation(), outputs }))
    .addNode("agent", async (input: number) => ({ outputs: [await work(input)] }), { retryPolicy: RETRY })
    .addConditionalEdges(START, ({ agents }) => inputs(agents).map((input) => new Send("agent", input)), ["agent"])
    .addEdge("agent", END)
    .compile();
}

/** Its default waits 500 ms, and its jitter adds up to a second to any delay. */
const RETRY: RetryPolicy = { maxAttempts: 3, initialInterval: 0, jitter: false, logWarning: false };

export const contenders: readonly Contender[] = [langgraph];
