import { stripVTControlCharacters } from "node:util";

const ASCII = /^[\u0020-\u007e]*$/;
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
/** Emoji, and the East Asian blocks that terminals draw two columns wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

/** Marks that turn the direction of a text around: with them it can be made to read as something else. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How many columns a terminal draws a text in. Colour codes take none. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) width += columnsOf(segment);
  return width;
}

function columnsOf(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** A plain text, cut with an ellipsis so that it takes `width` columns at most. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 1) return width === 1 ? "…" : "";
  let kept = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += columnsOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A plain text in exactly `width` columns. */
export function fill(text: string, width: number, side: "left" | "right" = "left"): string {
  const clipped = clip(text, width);
  const space = " ".repeat(Math.max(0, width - widthOf(clipped)));
  return side === "left" ? clipped + space : space + clipped;
}

/** Any text on one line: whoever wrote it moves no cursor and sets no colour. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(TURNING, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** One line of a text as it is, spaces and all, without anything that moves the cursor, sets a colour or turns it around. */
export function plainLine(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll("\t", "  ")
    .replace(TURNING, "")
    .replace(/\p{Cc}+/gu, " ")
    .trimEnd();
}

/** A plain text over lines of at most `width` columns, broken at its spaces where it has some; nothing is left out. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  let breakAt = 0;
  const next = (cut: number) => {
    lines.push(line.slice(0, cut).trimEnd());
    line = line.slice(cut);
    used = widthOf(line);
    breakAt = 0;
  };
  for (const segment of ASCII.test(text) ? text : segmentsOf(text)) {
    const columns = columnsOf(segment);
    if (used + columns > room) next(segment === " " || breakAt <= room / 3 ? line.length : breakAt);
    if (used + columns > room) next(line.length);
    if (segment === " " && used === 0 && lines.length > 0) continue;
    line += segment;
    used += columns;
    if (segment === " ") breakAt = line.length;
  }
  return [...lines, line.trimEnd()];
}

function* segmentsOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** Any value on one line, as JSON; a text is not quoted. */
export function valueLine(value: unknown): string {
  return oneLine(typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined"));
}

/** `1 step`, `2 steps`; a plural that is not made with s is given. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
