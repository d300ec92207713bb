import { errorText } from "./error-text.ts";
import { ModuleCrash } from "./module-error.ts";
import { INTERRUPTED } from "./terminal/interrupts.ts";
import { paintFor } from "./terminal/paint.ts";

/** What is thrown where nobody waits for it, while a run is under way. */
export interface Strays {
  /** How many there were. */
  caught(): number;
  /** Catches no more. */
  release(): void;
}

const WHAT = "Nobody waits for what was thrown here; the run cannot go on.";

/**
 * Catches what a plan throws outside of any work (in a timer, in a promise that nobody awaits): it is shown, and what
 * runs is stopped. Says so, too, where something ends the process before the run is over.
 */
export function catchStrays(stop: (why: string) => void, stderr: NodeJS.WriteStream): Strays {
  let caught = 0;
  const hear = (error: unknown) => {
    caught += 1;
    stderr.write(errorText(new ModuleCrash(WHAT, { cause: error }), paintFor(stderr)));
    stop(`an error outside of any work: ${error instanceof Error ? error.message : String(error)}`);
  };
  const leave = (code: number) => {
    // A run that never ended did not end well, whatever the work thinks of it.
    if (code === 0) process.exitCode = 1;
    if (code !== INTERRUPTED) stderr.write(`note: something called process.exit(${code}) before the run was over\n`);
  };
  process.on("uncaughtException", hear);
  process.on("exit", leave);
  return {
    caught: () => caught,
    release() {
      process.off("uncaughtException", hear);
      process.off("exit", leave);
    },
  };
}
