import { closeSync, openSync } from "node:fs";
import { ReadStream } from "node:tty";
import type { Streams } from "./streams.ts";

/** The terminal that a process was started from, whatever its streams are; there is none on Windows. */
const TERMINAL = "/dev/tty";

/**
 * The streams with the terminal's own keyboard as their input, where the standard input is taken (by a pipe, as in
 * `cat input.json | troupe run …`) and somebody sits at the terminal all the same; else the streams as they are.
 */
export function seated(streams: Streams): Streams {
  const { stdin, stdout, stderr } = streams;
  if (stdin.isTTY || !(stdout.isTTY || stderr.isTTY)) return streams;
  const keyboard = openKeyboard(TERMINAL);
  return keyboard === undefined ? streams : { stdin: keyboard, stdout, stderr };
}

/** The keyboard of a terminal; undefined where it cannot be opened, or is none. */
export function openKeyboard(path: string): ReadStream | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r+");
    return new ReadStream(fd);
  } catch {
    if (fd !== undefined) closeSync(fd);
    return undefined;
  }
}
