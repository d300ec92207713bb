import { existsSync, globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { SourceText } from "./violation.ts";

const ROOT = new URL("../../", import.meta.url);

/** All TypeScript files under these folders of the project; a folder that does not exist yet has none. */
export function sourcesIn(...folders: readonly string[]): readonly SourceText[] {
  return folders
    .filter((folder) => existsSync(new URL(folder, ROOT)))
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT, exclude: ["**/node_modules/**"] }))
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), "utf8") }));
}

/** The sources that package.json publishes under a name: `src/index.ts` and the index of each subpath. */
export const entryPoints: readonly string[] = Object.values(packageJson.exports).flatMap((target) =>
  typeof target === "string" ? [] : [posix.normalize(target["troupe-source"])],
);

/** What a user can import: `troupe`, `troupe/machines`, … */
export const subpaths: readonly string[] = Object.entries(packageJson.exports).flatMap(([subpath, target]) =>
  typeof target === "string" ? [] : [posix.join(packageJson.name, subpath)],
);

/** What is installed for development only. */
export const devPackages: readonly string[] = Object.keys(packageJson.devDependencies);
