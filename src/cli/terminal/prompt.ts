import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import type { Desk } from "./desk.ts";
import { widthOf } from "./text.ts";

/** How many lines are kept that were pasted at once. */
const AHEAD_MAX = 1_000;

/** Somebody's line to type in, for as long as one question is open. */
export interface Prompt {
  /** The next line. Undefined when the signal fires, at the end of the input (Ctrl-D), and where the terminal is gone. */
  line(words: string, signal: AbortSignal): Promise<string | undefined>;
  /** Forgets what was pasted beyond the last line, and gives how many lines that were: none is an answer of its own. */
  forget(): number;
  /** Leaves the keyboard to others. */
  close(): void;
}

/** A prompt at a desk. Of several lines that are pasted at once it keeps a thousand. */
export function openPrompt(desk: Desk): Prompt {
  const lines = createInterface({ input: desk.input, output: outputOf(desk), terminal: true, historySize: 0 });
  const ahead: string[] = [];
  let isOver = false;
  let words = "";
  let hear: ((line: string | undefined) => void) | undefined;

  const rowsOf = (line: string) => Math.max(1, Math.ceil((widthOf(words + line) + 1) / Math.max(1, desk.columns())));
  function settle(line: string | undefined): void {
    const heard = hear;
    hear = undefined;
    words = "";
    desk.typing(undefined);
    heard?.(line);
  }
  function giveUp(): void {
    if (hear === undefined) return;
    const rows = rowsOf(lines.line);
    desk.write("\n".repeat(rows - lines.getCursorPos().rows));
    desk.typed(rows);
    settle(undefined);
  }

  lines.on("line", (line) => {
    desk.typed(rowsOf(line));
    if (hear !== undefined) settle(line);
    else if (ahead.length < AHEAD_MAX) ahead.push(line);
  });
  lines.on("SIGINT", desk.interrupt);
  const end = () => {
    isOver = true;
    giveUp();
  };
  lines.once("close", end);
  lines.on("error", end);

  function ask(text: string): void {
    words = text;
    desk.typing(openLine(lines, () => rowsOf(lines.line) === 1));
    lines.setPrompt(text);
    lines.prompt(true);
  }

  return {
    async line(text, signal) {
      const next = ahead.shift();
      if (next !== undefined) return next;
      if (isOver || signal.aborted) return undefined;
      const line = new Promise<string | undefined>((resolve) => {
        hear = resolve;
      });
      signal.addEventListener("abort", giveUp);
      ask(text);
      return line.finally(() => signal.removeEventListener("abort", giveUp));
    },
    forget: () => ahead.splice(0).filter((line) => line.trim() !== "").length,
    close: () => lines.close(),
  };
}

function openLine(lines: Interface, isShort: () => boolean) {
  return { isShort, again: () => lines.prompt(true) };
}

/** Readline writes where we tell it to, and not to a stream that others write to. */
function outputOf({ write, columns }: Desk): Writable {
  const output = new Writable({
    write(chunk: unknown, _encoding, done) {
      write(String(chunk));
      done();
    },
  });
  Object.defineProperty(output, "columns", { get: columns });
  return Object.assign(output, { isTTY: true });
}
