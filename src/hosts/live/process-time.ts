/** Time for what is no run's: what a runtime does for all of them, such as looking for messages. */

/** Milliseconds since 1970, by the machine's clock. */
export function processTime(): number {
  return Date.now();
}

/** Acts again and again, without keeping the process alive. Returns what ends that. */
export function repeat(act: () => void, everyMs: number): () => void {
  const timer = setInterval(act, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Acts once, unless what it returns is called before. It keeps the process alive until then: somebody waits for it. */
export function later(act: () => void, afterMs: number): () => void {
  const timer = setTimeout(act, afterMs);
  return () => clearTimeout(timer);
}
