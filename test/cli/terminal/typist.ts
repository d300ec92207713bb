import { PassThrough } from "node:stream";
import type { Desk } from "../../../src/cli/terminal/prompt.ts";
import { createEmulator, type Emulator } from "./emulator.ts";

/** Somebody at a terminal that is not there: what they type, and what they see. */
export interface Typist {
  readonly desk: Desk;
  readonly terminal: Emulator;
  /** How often Ctrl-C was heard. */
  readonly interrupts: () => number;
  /** Types once the prompt is there; `\r` is the Enter key. */
  type(keys: string): Promise<void>;
}

/** A typist at a terminal of so many columns. */
export function createTypist(columns = 80): Typist {
  const input = new PassThrough();
  const terminal = createEmulator(columns);
  let interrupts = 0;
  const desk: Desk = {
    input: input as unknown as NodeJS.ReadStream,
    write: terminal.write,
    columns: () => columns,
    interrupt: () => {
      interrupts += 1;
    },
  };
  return {
    desk,
    terminal,
    interrupts: () => interrupts,
    async type(keys) {
      while (input.listenerCount("data") + input.listenerCount("readable") === 0) await new Promise(setImmediate);
      input.write(keys);
      await new Promise(setImmediate);
    },
  };
}
