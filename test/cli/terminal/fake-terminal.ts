import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { Streams } from "../../../src/cli/terminal/streams.ts";
import { createEmulator, type Emulator } from "./emulator.ts";

/** The three streams of a process, and what comes out of them. */
export interface FakeTerminal {
  readonly streams: Streams;
  /** What stdout shows, if it is a terminal; `stdout` and `stderr` are what was written, without colours. */
  readonly screen: Emulator;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** Streams that are a terminal of so many columns and rows, or none. */
export function fakeTerminal(isTTY: boolean, size = { columns: 80, rows: 24 }): FakeTerminal {
  const screen = createEmulator(size.columns);
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => {
    const stream = Object.assign(new PassThrough(), { isTTY: isTTY && name === "stdout", ...size });
    stream.on("data", (chunk: Buffer) => {
      written[name] += String(chunk);
      if (name === "stdout") screen.write(String(chunk));
    });
    return stream as unknown as NodeJS.WriteStream;
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.ReadStream;
  return {
    streams: { stdin, stdout: output("stdout"), stderr: output("stderr") },
    screen,
    stdout: () => stripVTControlCharacters(written.stdout),
    stderr: () => stripVTControlCharacters(written.stderr),
  };
}
