import { crc32 } from "node:zlib";

/**
 * The checksum of what is stored in one row, over the parts that must not change. SQLite has none of its own, and a disk
 * that flips a bit says nothing. CRC-32 finds accidents; it is no signature.
 */
export function checksumOf(...parts: readonly (string | number)[]): number {
  return crc32(parts.join("\n"));
}

/** The same, of a row: without a list, as there are many of them. */
export function checksumOfRow(runId: string, seq: number, text: string): number {
  return crc32(`${runId}\n${seq}\n${text}`);
}
