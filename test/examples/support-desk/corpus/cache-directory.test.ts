import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cacheDirectory } from "../../../../examples/support-desk/corpus/cache-directory.ts";

const rest = join("support-desk", "1.0.0");

it.each([
  [{ TROUPE_CACHE: "/mine", XDG_CACHE_HOME: "/xdg" }, join("/mine", rest)],
  [{ XDG_CACHE_HOME: "/xdg" }, join("/xdg", "troupe", rest)],
  [{ TROUPE_CACHE: "", XDG_CACHE_HOME: "relative" }, join(homedir(), ".cache", "troupe", rest)],
  [{}, join(homedir(), ".cache", "troupe", rest)],
])("with %j the cache lies in %s", (environment, directory) => {
  expect(cacheDirectory(environment, "1.0.0")).toBe(directory);
});
