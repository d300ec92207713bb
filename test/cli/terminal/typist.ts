import { PassThrough } from "node:stream";
import { type Desk, plainBoard } from "../../../src/cli/terminal/desk.ts";
import type { OpenLine } from "../../../src/cli/terminal/screen.ts";
import { createEmulator, type Emulator } from "./emulator.ts";

/** Somebody at a terminal that is not there: what they type, and what they see. */
export interface Typist {
  readonly desk: Desk;
  readonly terminal: Emulator;
  /** How often Ctrl-C was heard. */
  readonly interrupts: () => number;
  /** How many rows of the terminal were typed in. */
  readonly rows: () => number;
  /** The line that is being typed. */
  readonly open: () => OpenLine | undefined;
  /** Types once the prompt is there; `\r` is the Enter key. */
  type(keys: string): Promise<void>;
}

/** A typist at a terminal of so many columns. */
export function createTypist(columns = 80): Typist {
  const input = new PassThrough();
  const terminal = createEmulator(columns);
  let interrupts = 0;
  let rows = 0;
  let open: OpenLine | undefined;
  const desk: Desk = {
    ...plainBoard({ write: terminal.write, columns: () => columns }),
    input: input as unknown as NodeJS.ReadStream,
    interrupt: () => {
      interrupts += 1;
    },
    typing: (line) => {
      open = line;
    },
    typed: (more) => {
      rows += more;
    },
  };
  return {
    desk,
    terminal,
    interrupts: () => interrupts,
    rows: () => rows,
    open: () => open,
    async type(keys) {
      while (input.listenerCount("data") + input.listenerCount("readable") === 0) await new Promise(setImmediate);
      input.write(keys);
      await new Promise(setImmediate);
    },
  };
}
