import { agent, createRuntime, loop } from "troupe";
import type { Sight } from "../sight.ts";

/** A loop of 20 rounds around a loop of 20 rounds, in a run of 25 steps. */
export async function probe(): Promise<readonly Sight[]> {
  let inner = 0;
  const step = agent("step", {
    work(count: number) {
      inner += 1;
      return count + 1;
    },
  });
  const child = loop("child", step, { until: (_, round) => round === 20, max: 20 });
  const parent = loop("parent", child, { until: (_, round) => round === 20, max: 20 });
  await using runtime = createRuntime();
  const outcome = await runtime.start(parent, 0, { budget: { steps: 25 } }).outcome;
  const ended = outcome.status === "failed" ? `failed, ${outcome.failure.kind}` : outcome.status;
  return [{ way: "", cells: ["budget of 25 steps", `${inner}`, ended] }];
}
