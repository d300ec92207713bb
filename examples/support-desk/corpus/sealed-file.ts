import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A file with JSON in it, and what it was made from: content with another fingerprint counts as not there. */
export type SealedFile = { readonly path: string; readonly fingerprint: string };

/**
 * Reads what {@link writeSealed} wrote. Answers undefined if there is no such file, if it was made from something else,
 * or if a single bit of it is wrong (cut off, overwritten, half written): whoever asks makes it anew. Never throws.
 */
export async function readSealed({ path, fingerprint }: SealedFile): Promise<unknown> {
  const text = await readFile(path, "utf8").catch(() => "");
  const end = text.indexOf("\n");
  const content = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== seal(content, fingerprint)) return undefined;
  return parseJson(content);
}

/**
 * Writes a JSON value with its seal. It is written beside its place and then renamed, so that nobody ever reads half a
 * file, and of two writers the later wins. Answers false if it cannot be written (a full disk, no permission): a cache
 * is not worth failing for. Never throws.
 */
export async function writeSealed({ path, fingerprint }: SealedFile, value: unknown): Promise<boolean> {
  const content = JSON.stringify(value);
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, `${seal(content, fingerprint)}\n${content}`);
    await rename(draft, path);
    return true;
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
    return false;
  }
}

function seal(content: string, fingerprint: string): string {
  return `troupe-sealed-1 ${fingerprint} ${createHash("sha256").update(content).digest("hex")}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
