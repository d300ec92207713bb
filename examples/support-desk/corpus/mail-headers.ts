import { decodeText, encodeBytes } from "./charset.ts";
import { decodeBase64, decodeQuotedPrintable } from "./transfer-encoding.ts";

/** The header fields of a mail or of one of its parts by name in lower case; of equal names the first counts. */
export type MailHeaders = ReadonlyMap<string, string>;

/** A mail or a part of one, cut at the empty line. `body` is still text of bytes (see `decodeBytes`). */
export type MailPart = { readonly headers: MailHeaders; readonly body: string };

/** At most this many header lines are read; the longest head of a mail in the corpus has 412. */
const HEADER_LINES_MAX = 1_000;

/** A header value is cut after this many characters; one of the corpus, a long list of recipients, is longer. */
const HEADER_CHARS_MAX = 10_000;

/**
 * Cuts raw text, its line ends `\n`, into header fields and body. Folded lines are joined, and lines that are no header
 * field are passed over. Without an empty line everything is header. Never throws.
 *
 * Source: RFC 5322, sections 2.2 and 2.2.3.
 */
export function splitHeaders(raw: string): MailPart {
  const end = `\n${raw}`.indexOf("\n\n");
  const headers = new Map<string, string>();
  for (const line of unfold(end === -1 ? raw : raw.slice(0, end))) {
    const match = /^([!-9;-~]{1,80})[ \t]*:(.*)$/s.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name !== undefined && !headers.has(name))
      headers.set(name, (match?.[2] ?? "").slice(0, HEADER_CHARS_MAX).trim());
  }
  return { headers, body: end === -1 ? "" : raw.slice(end + 1) };
}

/**
 * A header value as people read it: encoded words (`=?utf-8?Q?…?=`) decoded, with those that cannot be decoded left as
 * they are. Never throws.
 *
 * Source: RFC 2047; white space between two encoded words belongs to neither.
 */
export function decodeHeader(value: string): string {
  const joined = value.replace(/(\?=)[ \t]{1,100}(?==\?[^?\s]{1,60}\?[bq]\?)/gi, "$1");
  const pattern = /=\?([^?\s]{1,60})\?([bq])\?([^?]{0,500})\?=/gi;
  const decoded = joined.replace(pattern, (_, charset: string, encoding: string, text: string) =>
    decodeWord({ charset, encoding, text }),
  );
  return decoded.replace(/\s+/g, " ").trim();
}

/** A parameter of a structured header, such as `charset` in `text/plain; charset="utf-8"`, without its quotes. */
export function headerParameter(value: string, name: string): string | undefined {
  const match = new RegExp(`;\\s{0,20}${name}\\s{0,20}=\\s{0,20}(?:"([^"]{0,200})"|([^\\s;"]{1,200}))`, "i").exec(
    value,
  );
  return match?.[1] ?? match?.[2];
}

function unfold(head: string): readonly string[] {
  const fields: string[] = [];
  let field = "";
  for (const line of head.split("\n", HEADER_LINES_MAX)) {
    if (/^[ \t]/.test(line)) {
      field += ` ${line.trim()}`;
    } else {
      fields.push(field);
      field = line;
    }
  }
  return [...fields, field];
}

type EncodedWord = { readonly charset: string; readonly encoding: string; readonly text: string };

function decodeWord({ charset, encoding, text }: EncodedWord): string {
  const bytes = encoding.toLowerCase() === "b" ? decodeBase64(text) : decodeQuotedPrintable(text.replaceAll("_", " "));
  return decodeText(encodeBytes(bytes), charset);
}
