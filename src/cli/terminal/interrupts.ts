import { performance } from "node:perf_hooks";

/** A second Ctrl-C within so many milliseconds is the first one again: npm passes on what the terminal has sent already. */
const ECHO_MS = 250;
/** The exit code of a process that was asked to stop (128 + SIGINT). */
export const INTERRUPTED = 130;

/** Hears Ctrl-C, SIGTERM, and SIGHUP: the terminal was closed. */
export interface Interrupts {
  /** As if Ctrl-C had been pressed: a terminal in raw mode sends no signal. */
  press(): void;
  /** What was heard first; undefined: nothing. */
  heard(): string | undefined;
  /** Hears no more of it. */
  close(): void;
}

/** The first press calls `cancel`, the second one ends the process at once with exit code 130. */
export function onInterrupt(cancel: (by: string) => void): Interrupts {
  let first: { readonly by: string; readonly at: number } | undefined;

  function hear(by: string): void {
    const now = performance.now();
    if (first === undefined) {
      first = { by, at: now };
      cancel(by);
    } else if (now - first.at > ECHO_MS) process.exit(INTERRUPTED);
  }

  const press = () => hear("Ctrl-C");
  const listeners = [
    ["SIGINT", press],
    ["SIGTERM", () => hear("SIGTERM")],
    ["SIGHUP", () => hear("SIGHUP")],
  ] as const;
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    press,
    heard: () => first?.by,
    close() {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}
