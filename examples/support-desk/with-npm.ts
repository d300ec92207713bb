/** Who started this process, and how that can be told. */
export interface Upbringing {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The process id of the parent, now. */
  readonly parent: () => number;
}

/** How often one looks, in milliseconds. */
const EVERY_MS = 250;

const OWN: Upbringing = { environment: process.env, parent: () => process.ppid };

/**
 * A signal that fires when the npm that started this process is gone. npm hands a SIGTERM on to the shell of its script,
 * and some shells (dash) die of it without a word to us. It never fires where npm did not start us, and keeps no process
 * alive.
 */
export function endWithNpm({ environment, parent }: Upbringing = OWN): AbortSignal {
  const gone = new AbortController();
  if (environment["npm_lifecycle_event"] === undefined) return gone.signal;
  const first = parent();
  const timer = setInterval(() => {
    if (parent() === first) return;
    clearInterval(timer);
    gone.abort("the npm that started the desk is gone");
  }, EVERY_MS);
  timer.unref();
  return gone.signal;
}
