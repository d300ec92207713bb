import { agent, createRuntime, retry } from "troupe";
import { cancelled, createBroken, WAIT_MS } from "../backoff-wait.ts";
import type { Sight } from "../sight.ts";

/** `run.cancel` in the wait before the second of three attempts. */
export async function probe(): Promise<readonly Sight[]> {
  const broken = createBroken();
  const work = agent("work", { work: (_: null) => broken.work() });
  const plan = work.supervised({ transient: [retry({ attempts: 3, delayMs: WAIT_MS })] });
  await using runtime = createRuntime();
  const sight = await cancelled("", broken, () => {
    const run = runtime.start(plan, null);
    return { ended: run.outcome.then(({ status }) => status), cancel: () => run.cancel() };
  });
  return [sight];
}
