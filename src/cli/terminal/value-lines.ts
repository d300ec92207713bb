import { count, plainLine, widthOf, wrap } from "./text.ts";

/** A value that is no longer than this stays on one line. */
const ONE_LINE_MAX = 60;

/**
 * Any value, whole, over lines of at most `width` columns: a text as it is, line by line; anything else as JSON, on one
 * line where it is short. A long text in JSON is broken behind its line ends.
 */
export function valueLines(value: unknown, width: number): readonly string[] {
  if (typeof value === "string") return value.split(/\r\n?|\n/).flatMap((line) => hung(plainLine(line), width));
  const short = plainLine(JSON.stringify(value) ?? "undefined");
  if (widthOf(short) <= Math.min(width, ONE_LINE_MAX)) return [short];
  const lines = (JSON.stringify(value, undefined, 2) ?? "undefined").split("\n");
  return lines.flatMap((line) => jsonLines(plainLine(line), width));
}

/** At most `max` lines (at least one), the last of which counts what is left out and says how it can be seen. */
export function atMost(lines: readonly string[], max: number, remedy: string): readonly string[] {
  if (lines.length <= Math.max(1, max)) return lines;
  const shown = lines.slice(0, Math.max(0, max - 1));
  return [...shown, `… ${count(lines.length - shown.length, "more line")}; ${remedy}`];
}

/** Behind each line end that a text in JSON has: a backslash that is no second one, and an n. */
const BEHIND_LINE_ENDS = /(?<=(?<!\\)(?:\\\\)*\\n)(?!")/;

function jsonLines(line: string, width: number): readonly string[] {
  const [first = "", ...rest] = line.split(BEHIND_LINE_ENDS);
  const indent = indentOf(first);
  return [...hung(first, width, "  "), ...rest.flatMap((part) => hung(`${indent}  ${part}`, width))];
}

/** A line that is too long goes on with its own indent, and `more` of it. */
function hung(line: string, width: number, more = ""): readonly string[] {
  const indent = indentOf(line).slice(0, Math.floor(width / 2));
  const [first = "", ...rest] = wrap(line.trimStart(), width - indent.length - more.length);
  return [`${indent}${first}`.trimEnd(), ...rest.map((part) => `${indent}${more}${part}`)];
}

function indentOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? "";
}
