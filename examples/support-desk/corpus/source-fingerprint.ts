import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A digest of all TypeScript sources of some folders, not of the folders within them. What is made by code and stored
 * carries it, so that a change of the code makes anew what the old code made.
 */
export async function sourceFingerprint(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).toSorted();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    for (const [index, name] of names.entries()) hash.update(`${name}\n${texts[index]}\n`);
  }
  return hash.digest("hex").slice(0, 32);
}
