export interface Watched {
  readonly elapsedMs: number;
  /** The longest time for which nothing else in the process could run. */
  readonly longestBlockMs: number;
}

/** Runs `run` while a chain of `setImmediate` looks on from inside: the longest gap between two of its turns is the longest
 * block. The chain keeps the loop turning, so that waiting does not count as a block; it costs about a microsecond a turn. */
export async function watchEventLoop(run: () => Promise<void>): Promise<Watched> {
  const started = performance.now();
  let lastTurn = started;
  let longestBlockMs = 0;
  const turn = () => {
    const now = performance.now();
    longestBlockMs = Math.max(longestBlockMs, now - lastTurn);
    lastTurn = now;
  };
  let pending = setImmediate(function again() {
    turn();
    pending = setImmediate(again);
  });
  try {
    await run();
    const elapsedMs = performance.now() - started;
    turn();
    return { elapsedMs, longestBlockMs };
  } finally {
    clearImmediate(pending);
  }
}
