import { count, plainLine, widthOf, wrap } from "./text.ts";

/**
 * Any value, whole, over lines of at most `width` columns: a text as it is, line by line; anything else as JSON, in which
 * stays on one line what has room on it, and a long text is broken behind its line ends.
 */
export function valueLines(value: unknown, width: number): readonly string[] {
  if (typeof value === "string") return value.split(/\r\n?|\n/).flatMap((line) => hung(plainLine(line), width));
  const json = JSON.stringify(value);
  if (json === undefined) return ["undefined"];
  const plain: unknown = JSON.parse(json);
  return jsonLines(plain, { indent: "", before: "", behind: "" }, width);
}

/** The items of a list as `valueLines` has each, numbered from 1. */
export function numberedLines(items: readonly unknown[], width: number): readonly string[] {
  const digits = String(items.length).length;
  return items.flatMap((item, place) => {
    const [first = "", ...more] = valueLines(item, width - digits - 2);
    const indent = " ".repeat(digits + 2);
    return [`${String(place + 1).padStart(digits)}  ${first}`, ...more.map((line) => `${indent}${line}`)];
  });
}

/** At most `max` lines (at least one), the last of which counts what is left out and says how it can be seen. */
export function atMost(lines: readonly string[], max: number, remedy: string): readonly string[] {
  if (lines.length <= Math.max(1, max)) return lines;
  const shown = lines.slice(0, Math.max(0, max - 1));
  return [...shown, `… ${count(lines.length - shown.length, "more line")}; ${remedy}`];
}

/** What stands around a value in its place. */
interface Place {
  readonly indent: string;
  readonly before: string;
  readonly behind: string;
}

/** What has room stays on one line. */
function jsonLines(value: unknown, { indent, before, behind }: Place, width: number): readonly string[] {
  const line = plainLine(`${indent}${before}${JSON.stringify(value)}${behind}`);
  if (widthOf(line) <= width) return [line];
  if (typeof value !== "object" || value === null) return textLines(line, width);
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => ({ name: "", item }))
    : Object.entries(value).map(([key, item]: [string, unknown]) => ({ name: `${JSON.stringify(key)}: `, item }));
  const [opens, closes] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inner = `${indent}  `;
  const lines = parts.flatMap(({ name, item }, place) => {
    const more = place < parts.length - 1 ? "," : "";
    return jsonLines(item, { indent: inner, before: name, behind: more }, width);
  });
  const isFlat = Array.isArray(value) && lines.every((text) => text.length <= inner.length + SHORT_ITEM);
  return [
    ...hung(`${indent}${before}${opens}`, width),
    ...(isFlat ? hung(`${inner}${lines.map((text) => text.trim()).join(" ")}`, width) : lines),
    ...hung(`${indent}${closes}${behind}`, width),
  ];
}

/** Items that are no longer than this, comma included, share their lines. */
const SHORT_ITEM = 12;

/** Behind each line end that a text in JSON has: a backslash that is no second one, and an n. */
const BEHIND_LINE_ENDS = /(?<=(?<!\\)(?:\\\\)*\\n)(?!")/;

function textLines(line: string, width: number): readonly string[] {
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
