import { agent, chain, createRuntime, map, retry, type Plan, type Run } from "troupe";
import { type Contender, type Name, NAMES, type PatternScenarios } from "../contender.ts";
import { addOne, createGate, createStorm, expectOutput, expectOutputs, inputs } from "../work.ts";
import { troupePatterns } from "./troupe-patterns.ts";

type Watch = (run: Run<unknown>) => Promise<void>;

/** Troupe on its live host through its public interface. A run has a runtime of its own, whose start and close the clock counts. */
function troupe(name: Name, watch: Watch, patterns?: PatternScenarios): Contender {
  return {
    name,
    ...(patterns === undefined ? {} : { patterns }),

    chain(n) {
      const plan = chainOf(n);
      return async () => expectOutput(await output(plan, 0, { steps: n, watch }), n);
    },

    fanOut(n) {
      const plan = wide(n, addOne);
      return async () => expectOutputs(await output(plan, inputs(n), { steps: n, watch }), n);
    },

    storm(n) {
      const { work, settle } = createStorm(n);
      const plan = wide(n, work);
      return async () => settle(await output(plan, inputs(n), { steps: 3 * n, watch }));
    },

    async hold(n) {
      const gate = createGate(n);
      const outputs = output(wide(n, gate.work), inputs(n), { steps: n, watch });
      await gate.crowded;
      return {
        async release() {
          gate.open();
          expectOutputs(await outputs, n);
        },
      };
    },
  };
}

function chainOf(n: number): Plan<number, number> {
  const [first, ...rest] = inputs(n).map((index) => agent(`step-${index}`, { work: addOne }));
  if (first === undefined) throw new Error("A chain needs a step.");
  return chain("chain", [first, ...rest]);
}

/** The policy is there in the fan-out too, where it is never asked. */
function wide(n: number, work: (input: number) => Promise<number>): Plan<readonly number[], readonly number[]> {
  const worker = agent("worker", { work }).supervised({
    transient: [retry({ attempts: 3, backoff: { initialMs: 0 } })],
  });
  return map("wide", worker, { concurrency: n, maxItems: n });
}

async function output<I, O>(
  plan: Plan<I, O>,
  input: NoInfer<I>,
  { steps, watch }: { steps: number; watch: Watch },
): Promise<O> {
  await using runtime = createRuntime();
  const run = runtime.start(plan, input, { budget: { steps } });
  const [outcome] = await Promise.all([run.outcome, watch(run)]);
  if (outcome.status !== "done")
    throw new Error(`The run ended ${outcome.status}: ${JSON.stringify(outcome).slice(0, 200)}`);
  return outcome.output;
}

async function unwatched(): Promise<void> {}

async function readFacts(run: Run<unknown>): Promise<void> {
  let last = "none";
  for await (const fact of run.facts()) last = fact.type;
  if (last === "none") throw new Error("A reader of run.facts() saw no fact.");
}

const PATTERNS = troupePatterns((plan, input, steps) => output(plan, input, { steps, watch: unwatched }));

export const contenders: readonly Contender[] = [
  troupe(NAMES.troupe, unwatched, PATTERNS),
  troupe(NAMES.troupeRead, readFacts),
];
