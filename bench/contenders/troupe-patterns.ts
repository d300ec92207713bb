import {
  agent,
  type Agent,
  graph,
  handoff,
  judge,
  type Judged,
  loop,
  majority,
  map,
  orchestrate,
  type Plan,
  type Progress,
  refine,
  repeat,
  type Verdict,
  vote,
} from "troupe";
import type { PatternScenarios } from "../contender.ts";
import { addOne, expectOutput, expectOutputs, inputs } from "../work.ts";

/** Runs a plan to its output. */
type Run = <I, O>(plan: Plan<I, O>, input: NoInfer<I>, steps: number) => Promise<O>;

/** The patterns that decide while they run, each in a run of `n` steps. */
export function troupePatterns(run: Run): PatternScenarios {
  return {
    vote(n) {
      const votes = Math.floor(n / 3);
      const ballot = vote("ballot", repeat(adder("voter"), 3), majority({ tie: "fail" }));
      const plan = map("votes", ballot, { concurrency: votes, maxItems: votes });
      return async () => expectOutputs(await run(plan, inputs(votes), n), votes);
    },

    loop(n) {
      const plan = loop("loop", adder("body"), { until: (output) => output === n, max: n });
      return async () => expectOutput(await run(plan, 0, n), n);
    },

    refine(n) {
      const rounds = Math.floor(n / 2);
      const plan = refine("refine", {
        generate: agent("generate", {
          work: async (input: number, { feedback }) => addOne(Number(feedback?.previous ?? input)),
        }),
        evaluate: agent("evaluate", {
          work: async ({ output }: Judged<number, number>): Promise<Verdict> =>
            output === rounds ? { verdict: "pass" } : { verdict: "revise", feedback: "more" },
        }),
        rounds,
      });
      return async () => expectOutput(await run(plan, 0, n), rounds);
    },

    handoff(n) {
      const plan = handoff(
        "handoff",
        { ping: passing("pong", n), pong: passing("ping", n) },
        { start: "ping", max: n },
      );
      return async () => expectOutput(await run(plan, 0, n), n);
    },

    graph(n) {
      const plan = diamond(n - 2);
      return async () => expectOutput(await run(plan, 0, n), 2 * (n - 2));
    },

    orchestrate(n) {
      const tasks = n - 2;
      const plan = orchestrated(tasks);
      return async () => expectOutputs(await run(plan, tasks, n), tasks);
    },

    judge(n) {
      const agents = Math.floor(n / 2);
      const critic = agent("critic", {
        work: async (_: Judged<unknown, number>): Promise<Verdict> => ({ verdict: "pass" }),
      });
      const plan = map("judged", adder("worker").gated(judge("critic", critic)), {
        concurrency: agents,
        maxItems: agents,
      });
      return async () => expectOutputs(await run(plan, inputs(agents), n), agents);
    },
  };
}

function adder(name: string): Agent<number, number> {
  return agent(name, { work: addOne });
}

/** Counts, and hands over until it has counted to `n`. */
function passing<const To extends string>(to: To, n: number) {
  return agent("peer", {
    handsTo: [to],
    async work(input: number, context) {
      const output = await addOne(input);
      return output === n ? output : context.handoff(to, output);
    },
  });
}

/** One node, `width` that wait for it, and one that waits for all of those. */
function diamond(width: number): Plan<unknown, number> {
  const names = inputs(width).map((index) => `middle-${index}`);
  const adding = agent("adding", { work: (input: unknown) => addOne(sumOf(input)) });
  const nodes: Readonly<Record<string, Plan<unknown, number>>> = {
    first: adding,
    ...Object.fromEntries(names.map((name) => [name, adding])),
    last: agent("last", { work: async (input: unknown) => sumOf(input) }),
  };
  const after: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(names.map((name) => [name, ["first"]])),
    last: names,
  };
  return graph("graph", nodes, { after, output: "last" });
}

/** Of a number itself, and of a record of outputs. */
function sumOf(input: unknown): number {
  const numbers = typeof input === "object" && input !== null ? Object.values(input) : [input];
  return numbers.reduce<number>((sum, output) => sum + Number(output), 0);
}

/** A planner that gives all tasks at once, and the outputs of all of them. */
function orchestrated(tasks: number): Plan<number, readonly number[]> {
  const worker = adder("worker");
  type Seen = Progress<number, { worker: typeof worker }>;
  return orchestrate("orchestrate", {
    workers: { worker },
    planner: agent("planner", {
      work: ({ goal }: Seen) => inputs(goal).map((input) => ({ worker: "worker" as const, label: `${input}`, input })),
    }),
    synthesizer: agent("synthesizer", {
      work: ({ results }: Seen) => results.flatMap((result) => (result.status === "failed" ? [] : [result.output])),
    }),
    rounds: 1,
    maxTasks: tasks,
  });
}
