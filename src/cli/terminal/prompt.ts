import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { widthOf } from "./text.ts";

/** Where a person types. */
export interface Desk {
  readonly input: NodeJS.ReadStream;
  readonly write: (text: string) => void;
  readonly columns: () => number;
  /** Ctrl-C while somebody types: the terminal sends no signal then. */
  readonly interrupt: () => void;
}

/** A line that was typed, and how many rows of the terminal it took with its prompt. */
export interface Typed {
  readonly line: string;
  readonly rows: number;
}

/** Asks for one line. Undefined when the signal fires, or at the end of the input (Ctrl-D); the line is ended then, too. */
export async function promptLine(desk: Desk, prompt: string, signal: AbortSignal): Promise<Typed | undefined> {
  const output = outputOf(desk);
  const lines = createInterface({ input: desk.input, output, terminal: true, historySize: 0 });
  const closed = new AbortController();
  lines.on("SIGINT", desk.interrupt);
  lines.once("close", () => closed.abort());
  try {
    const line = await lines.question(prompt, { signal: AbortSignal.any([signal, closed.signal]) });
    return { line, rows: Math.max(1, Math.ceil((widthOf(prompt + line) + 1) / Math.max(1, desk.columns()))) };
  } catch (error) {
    if (signal.aborted || closed.signal.aborted) return undefined;
    throw error;
  } finally {
    lines.close();
  }
}

/** Readline writes where we tell it to, and not to a stream that others write to. */
function outputOf({ write, columns }: Desk): Writable {
  const output = new Writable({
    write(chunk: unknown, _encoding, done) {
      write(String(chunk));
      done();
    },
  });
  return Object.assign(output, { isTTY: true, columns: columns() });
}
