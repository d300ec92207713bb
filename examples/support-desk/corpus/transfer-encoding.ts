/**
 * Undoes a Content-Transfer-Encoding. Takes and gives text of bytes (U+0000 to U+00FF, see `decodeBytes`). Unknown
 * encodings, 7bit, 8bit and binary leave the text as it is. Never throws.
 *
 * Source: RFC 2045, section 6.
 */
export function decodeTransfer(body: string, encoding: string): string {
  switch (encoding.trim().toLowerCase()) {
    case "base64":
      return decodeBase64(body);
    case "quoted-printable":
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

/** Base64 to text of bytes; whatever is not in the alphabet is passed over, as RFC 2045 asks. */
export function decodeBase64(text: string): string {
  return Buffer.from(text, "base64").toString("latin1");
}

/** Quoted-printable to text of bytes; an `=` that starts no code stays an `=`. */
export function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/=[ \t]{0,100}\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
