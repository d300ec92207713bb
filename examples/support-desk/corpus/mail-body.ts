import { decodeText, encodeBytes } from "./charset.ts";
import { htmlToText } from "./html-text.ts";
import { headerParameter, type MailPart, splitHeaders } from "./mail-headers.ts";
import { decodeTransfer } from "./transfer-encoding.ts";

/** Parts within parts are followed this deep; what lies deeper is not read. */
const PART_DEPTH_MAX = 6;

/** Of a multipart at most this many parts are read. */
const PARTS_MAX = 50;

/**
 * The text that a person would read: the first plain text, else the first HTML turned into text, else nothing.
 * Attachments, images and whatever else are passed over. A multipart without a usable boundary is read as plain text.
 * Never throws.
 */
export function readableText(part: MailPart): string {
  const found = collect(part, 0);
  return found.plain ?? found.html ?? "";
}

type Found = { readonly plain?: string; readonly html?: string | undefined };

function collect(part: MailPart, depth: number): Found {
  const type = part.headers.get("content-type") ?? "text/plain";
  const isAttachment = /^\s*attachment\b/i.test(part.headers.get("content-disposition") ?? "");
  if (depth > PART_DEPTH_MAX || isAttachment) return {};

  const boundary = /^multipart\//i.test(type) ? headerParameter(type, "boundary") : undefined;
  if (boundary !== undefined) return collectFirst(splitParts(part.body, boundary), depth + 1);
  if (/^message\/rfc822\b/i.test(type)) return collect(splitHeaders(part.body), depth + 1);
  return readLeaf(part, type);
}

function collectFirst(parts: readonly string[], depth: number): Found {
  let html: string | undefined;
  for (const raw of parts) {
    const found = collect(splitHeaders(raw), depth);
    html ??= found.html;
    if (found.plain !== undefined) return found;
  }
  return { html };
}

function splitParts(body: string, boundary: string): readonly string[] {
  const literal = boundary.replace(/[^\w]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const sections = `\n${body}`.split(new RegExp(`\\n--${literal}(?:--)?[ \\t]{0,100}(?=\\n|$)`), PARTS_MAX + 1);
  return sections.slice(1).map((section) => section.slice(1));
}

function readLeaf(part: MailPart, type: string): Found {
  if (!/^(?:text|multipart)\b/i.test(type) && type.includes("/")) return {};
  const bytes = decodeTransfer(part.body, part.headers.get("content-transfer-encoding") ?? "");
  const text = decodeText(encodeBytes(bytes), headerParameter(type, "charset")).trim();
  if (text === "") return {};
  return looksLikeHtml(type, text) ? { html: htmlToText(text) } : { plain: text };
}

function looksLikeHtml(type: string, text: string): boolean {
  return /^text\/html\b/i.test(type) || /^\s{0,100}<(?:!doctype\s+)?html\b/i.test(text);
}
