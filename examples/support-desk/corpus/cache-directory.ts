import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The variables of the environment that decide where the cache lies, as in `process.env`. */
export type CacheEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Where what was fetched is kept, outside of the repository: `$TROUPE_CACHE`, else `$XDG_CACHE_HOME/troupe`, else
 * `~/.cache/troupe`, and there `support-desk/<version>`.
 *
 * Source: XDG Base Directory Specification, by which a relative path counts as not set.
 */
export function cacheDirectory(environment: CacheEnvironment, version: string): string {
  const xdg = environment["XDG_CACHE_HOME"] ?? "";
  const base = environment["TROUPE_CACHE"] || join(isAbsolute(xdg) ? xdg : join(homedir(), ".cache"), "troupe");
  return join(base, "support-desk", version);
}
