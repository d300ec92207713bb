import { maskText } from "../corpus/mask.ts";

/** As much of a mail as is shown to people, in characters. */
const EXCERPT_CHARS_MAX = 200;

/**
 * The beginning of a text on one line, masked, at most 200 characters unless told otherwise: what a stranger wrote is
 * shown as a sample, not in full. Nothing in it can move a cursor.
 */
export function excerpt(text: string, charsMax = EXCERPT_CHARS_MAX): string {
  const line = maskText(text.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, " ").trim());
  const characters = Array.from(line);
  return characters.length <= charsMax
    ? line
    : `${characters
        .slice(0, charsMax - 1)
        .join("")
        .trimEnd()}…`;
}
