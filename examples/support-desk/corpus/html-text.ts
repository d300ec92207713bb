import { tidy } from "./charset.ts";

/**
 * HTML to plain text, crudely: tags go, blocks become line breaks, scripts, styles and comments vanish, the common
 * entities are decoded. Meant for reading and counting words, not for showing. Takes linear time on any input.
 */
export function htmlToText(html: string): string {
  return squeeze(tidy(decodeEntities(withoutTags(html))));
}

const BLOCK = /^\/?(?:address|blockquote|br|center|dd|div|dl|dt|form|h[1-6]|hr|li|ol|p|pre|table|td|th|title|tr|ul)\b/i;
const HIDDEN = /^(script|style)\b/i;

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["hellip", "…"],
  ["mdash", "—"],
  ["ndash", "–"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["bull", "•"],
  ["pound", "£"],
  ["euro", "€"],
]);

function withoutTags(html: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    pieces.push(html.slice(at, open === -1 ? html.length : open));
    if (open === -1) break;
    const tag = readTag(html, open);
    if (tag.isBlock) pieces.push("\n");
    at = tag.end;
  }
  return pieces.join("");
}

/** Where the tag, comment or hidden element that opens at `open` ends. What is never closed reaches to the end. */
function readTag(html: string, open: number): { readonly end: number; readonly isBlock: boolean } {
  const isComment = html.startsWith("<!--", open);
  const close = isComment ? html.indexOf("-->", open + 4) : html.indexOf(">", open);
  if (close === -1) return { end: html.length, isBlock: false };
  if (isComment) return { end: close + 3, isBlock: false };

  const name = html.slice(open + 1, Math.min(close, open + 16));
  const hidden = HIDDEN.exec(name)?.[1];
  const end = hidden === undefined ? close + 1 : endOfHidden(html, close + 1, hidden.toLowerCase());
  return { end, isBlock: BLOCK.test(name) };
}

function endOfHidden(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}[^>]{0,100}>`, "gi");
  closing.lastIndex = from;
  return closing.test(html) ? closing.lastIndex : html.length;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});?/gi, (whole: string, name: string) => {
    if (!name.startsWith("#")) return entities.get(name.toLowerCase()) ?? whole;
    const isHex = name.charAt(1).toLowerCase() === "x";
    const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
    return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
  });
}

function squeeze(text: string): string {
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
