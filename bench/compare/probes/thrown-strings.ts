import { agent, createRuntime, retry } from "troupe";
import { type Sight, shown } from "../sight.ts";

/** What is thrown: a string, and an object that is no Error. */
const THROWN = ["quota used up", { code: 429, reason: "quota used up" }];

export async function probe(): Promise<readonly Sight[]> {
  return [await seen("not retried", 1), await seen("retried", 2)];
}

async function seen(way: string, attempts: number): Promise<Sight> {
  const cells = await Promise.all(THROWN.map((thrown) => messageOf(thrown, attempts)));
  return { way, cells };
}

async function messageOf(thrown: unknown, attempts: number): Promise<string> {
  const work = agent("work", { work: async (_: null): Promise<string> => Promise.reject(thrown) });
  await using runtime = createRuntime();
  const plan = work.supervised({ transient: [retry({ attempts, delayMs: 1 })] });
  const outcome = await runtime.start(plan, null).outcome;
  return outcome.status === "failed" ? `failure.message: ${shown(outcome.failure.message)}` : outcome.status;
}
