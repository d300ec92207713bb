import { locked } from "../journal-error.ts";
import { isBusy } from "./trouble.ts";

/** How long a lock of somebody else is waited for, in milliseconds. */
export const PATIENCE_MS = 5_000;
/** How long until the next try; other work goes on meanwhile. */
const PAUSE_MS = 3;

/**
 * Tries until no lock is in the way. SQLite's own waiting would hold the event loop, and asks so seldom that a busy
 * writer is hardly ever met between two transactions.
 */
export async function untilFree<T>(journal: string, act: () => T): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() - began >= PATIENCE_MS) throw locked(journal, PATIENCE_MS);
    }
    await pause();
  }
}

/** A little while; it keeps the process alive, as something is to be stored. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MS);
  });
}
