import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A document of the project; its path is relative to the root. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** The root of the project. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** README.md and everything in docs. */
export function documents(): readonly Document[] {
  return ["README.md", ...globSync("docs/**/*.md", { cwd: ROOT }).toSorted()].map(readDocument);
}

/** One document. */
export function readDocument(path: string): Document {
  return { path: path.replaceAll("\\", "/"), text: readFileSync(join(ROOT, path), "utf8") };
}
