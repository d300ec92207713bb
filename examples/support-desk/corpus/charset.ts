/**
 * Bytes to text by the charset that a mail claims. An unknown charset is read as windows-1252, as browsers do; bytes
 * that do not fit become U+FFFD. Control characters (NUL among them) become spaces, line ends become `\n`, and lone
 * surrogates are replaced, so that the text is safe to hash, to print and to store as JSON. Never throws.
 */
export function decodeText(bytes: Uint8Array, charset = "windows-1252"): string {
  return tidy(decodeLeniently(bytes, charset));
}

/** Text read byte by byte, U+0000 to U+00FF: what header lines and transfer encodings are parsed in. */
export function decodeBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** The inverse of {@link decodeBytes}. */
export function encodeBytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

/** Removes what is not text: control characters, lone surrogates and foreign line ends. */
export function tidy(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(CONTROL, " ").toWellFormed();
}

const CONTROL = /(?![\n\t])\p{Cc}/gu;

function decodeLeniently(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
