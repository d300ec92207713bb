import { performance } from "node:perf_hooks";

/** A second Ctrl-C within so many milliseconds is the first one again: npm passes on what the terminal has sent already. */
const ECHO_MS = 250;
/** The exit code of a process that was asked to stop (128 + SIGINT). */
export const INTERRUPTED = 130;

/** Hears Ctrl-C and SIGTERM. */
export interface Interrupts {
  /** As if Ctrl-C had been pressed: a terminal in raw mode sends no signal. */
  press(): void;
  /** Hears no more of it. */
  close(): void;
}

/** The first press calls `cancel`, the second one ends the process at once with exit code 130. */
export function onInterrupt(cancel: (by: string) => void): Interrupts {
  let pressedAt: number | undefined;

  function hear(by: string): void {
    const now = performance.now();
    if (pressedAt === undefined) {
      pressedAt = now;
      cancel(by);
    } else if (now - pressedAt > ECHO_MS) process.exit(INTERRUPTED);
  }

  const onSigint = () => hear("Ctrl-C");
  const onSigterm = () => hear("SIGTERM");
  process.on("SIGINT", onSigint);
  process.on("SIGTERM", onSigterm);
  return {
    press: onSigint,
    close() {
      process.off("SIGINT", onSigint);
      process.off("SIGTERM", onSigterm);
    },
  };
}
