import { Agent, run } from "@openai/agents";
import { cancelled, createBroken, WAIT_MS } from "../../../compare/backoff-wait.ts";
import type { Sight } from "../../../compare/sight.ts";
import { modelOf } from "../fake-model.ts";

/** The signal of the call is aborted in the wait before the second call of the model. */
export async function probe(): Promise<readonly Sight[]> {
  const broken = createBroken();
  const backoff = { initialDelayMs: WAIT_MS, multiplier: 1, jitter: false };
  const agent = new Agent({
    name: "work",
    model: modelOf(broken.work),
    modelSettings: { retry: { maxRetries: 2, backoff, policy: () => true } },
  });
  const sight = await cancelled("", broken, () => {
    const controller = new AbortController();
    return { ended: run(agent, "go", { signal: controller.signal }), cancel: () => controller.abort() };
  });
  return [sight];
}
