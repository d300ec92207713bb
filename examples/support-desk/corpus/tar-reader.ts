import { CorpusError } from "./corpus-error.ts";

/** A regular file in an archive. `bytes` is a view on the archive, not a copy. */
export type TarEntry = { readonly name: string; readonly bytes: Uint8Array };

/** How much {@link readTar} accepts: bytes of one entry, and entries of any kind in one archive. */
export type TarLimits = { readonly entryBytesMax: number; readonly entriesMax: number };

/** 16 MiB an entry and 50,000 entries; the corpus has 12,107, the largest of 4.4 MB. */
const defaultTarLimits: TarLimits = { entryBytesMax: 16 * 1024 * 1024, entriesMax: 50_000 };

/**
 * The regular files of an unpacked ustar archive, in their order. Links, directories and extension headers are passed
 * over. Names are only reported, never used as paths, so that `../` in a name does no harm. Throws `CorpusError`
 * (code `archive`) for a damaged header, an entry that is cut off, or anything beyond the limits.
 *
 * Source: POSIX.1-1988 ustar, a block is 512 bytes.
 */
export function* readTar(archive: Uint8Array, limits: TarLimits = defaultTarLimits): Generator<TarEntry> {
  let offset = 0;
  for (let count = 0; offset + BLOCK_BYTES <= archive.length; count += 1) {
    const header = archive.subarray(offset, offset + BLOCK_BYTES);
    if (header.every((byte) => byte === 0)) return;
    if (count >= limits.entriesMax) throw damaged(`more than ${limits.entriesMax} entries`);
    if (!hasRightChecksum(header)) throw damaged(`the header at byte ${offset} does not match its checksum`);

    const size = readOctal(header, SIZE);
    const start = offset + BLOCK_BYTES;
    if (size > limits.entryBytesMax) throw damaged(`an entry of ${size} bytes; at most ${limits.entryBytesMax}`);
    if (start + size > archive.length) throw damaged(`the entry at byte ${offset} is cut off`);

    if (isRegularFile(header)) yield { name: readName(header), bytes: archive.subarray(start, start + size) };
    offset = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
}

type Field = { readonly start: number; readonly end: number };

const BLOCK_BYTES = 512;
const NAME: Field = { start: 0, end: 100 };
const SIZE: Field = { start: 124, end: 136 };
const CHECKSUM: Field = { start: 148, end: 156 };
const TYPE_AT = 156;
const PREFIX: Field = { start: 345, end: 500 };

const latin1 = new TextDecoder("latin1");

function readText(header: Uint8Array, { start, end }: Field): string {
  const field = header.subarray(start, end);
  const nul = field.indexOf(0);
  return latin1.decode(nul === -1 ? field : field.subarray(0, nul));
}

function readOctal(header: Uint8Array, field: Field): number {
  const digits = readText(header, field).trim();
  if (!/^[0-7]{1,11}$/.test(digits)) throw damaged("a header with a field that is not octal");
  return Number.parseInt(digits, 8);
}

function readName(header: Uint8Array): string {
  const prefix = readText(header, PREFIX);
  const name = readText(header, NAME);
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** A NUL is how archives before ustar wrote the type `0`. */
function isRegularFile(header: Uint8Array): boolean {
  const type = header[TYPE_AT];
  return type === 0 || type === "0".charCodeAt(0);
}

/** The sum of all bytes of the header, its own checksum counted as spaces. */
function hasRightChecksum(header: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    sum += at >= CHECKSUM.start && at < CHECKSUM.end ? 32 : (header[at] ?? 0);
  }
  return sum === readOctal(header, CHECKSUM);
}

function damaged(what: string): CorpusError {
  return new CorpusError("archive", `the archive is damaged: ${what}`);
}
