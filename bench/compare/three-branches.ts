import { sleep } from "./sight.ts";

const BROKEN_MS = 20;
const SLOW_MS = 60;

/**
 * Three branches: one that is done at once, one that then fails, and one that is still at work at that time. `mendsAt`
 * says with which call the second one works; default: never. `calls` counts, and says how the slow one last ended.
 */
export function createBranches({ mendsAt = Infinity }: { readonly mendsAt?: number } = {}) {
  const calls = { quick: 0, broken: 0, slow: 0, slowEnd: "never began" };
  return {
    calls,
    async quick(): Promise<string> {
      calls.quick += 1;
      return "quick";
    },
    async broken(): Promise<string> {
      calls.broken += 1;
      await sleep(BROKEN_MS);
      if (calls.broken < mendsAt) throw new Error("the line is down");
      return "mended";
    },
    /** Ends early if the signal that it was given is aborted. */
    async slow(signal?: AbortSignal): Promise<string> {
      calls.slow += 1;
      calls.slowEnd = "at work";
      await Promise.race([sleep(SLOW_MS), aborted(signal)]);
      calls.slowEnd = signal?.aborted === true ? "its signal was aborted" : "ran to its end";
      signal?.throwIfAborted();
      return "slow";
    },
    /** Until all three have had the time to end. */
    settled: () => sleep(2 * SLOW_MS),
  };
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
}
