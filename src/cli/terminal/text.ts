import { stripVTControlCharacters } from "node:util";

const ASCII = /^[\u0020-\u007e]*$/;
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
/** Emoji, and the East Asian blocks that terminals draw two columns wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

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
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** Any value on one line, as JSON; a text is not quoted. */
export function valueLine(value: unknown): string {
  return oneLine(typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined"));
}

/** `1 step`, `2 steps`; a plural that is not made with s is given. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
