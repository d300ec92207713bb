import { agent, createRuntime, map } from "troupe";
import { compared, type FanOut } from "../fan-out.ts";
import type { Sight } from "../sight.ts";

/** A map over all of them, as many at once. */
export const troupe: FanOut = async (n) => {
  const worker = agent("worker", { work: async (input: number) => input + 1 });
  const plan = map("wide", worker, { concurrency: n, maxItems: n });
  await using runtime = createRuntime();
  const inputs = Array.from({ length: n }, (_, index) => index);
  const outcome = await runtime.start(plan, inputs, { budget: { steps: n } }).outcome;
  if (outcome.status !== "done") throw new Error(`The run ended ${outcome.status}.`);
  return outcome.output.reduce((total, output) => total + output, 0);
};

export async function probe(): Promise<readonly Sight[]> {
  return [await compared("`map`", troupe)];
}
