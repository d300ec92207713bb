import { fieldOf, textOf, tried } from "./foreign.ts";
import { httpDate } from "./http-date.ts";

/** When a provider asks to be asked again: after so many milliseconds, or at a time (absolute, in milliseconds). */
export interface RetryAfter {
  readonly retryAfterMs?: number;
  readonly retryAt?: number;
}

/**
 * What was thrown says of it, as a number of milliseconds (`retryAfterMs`), or in the headers `retry-after-ms` and
 * `retry-after` of the error or of its response. A header is in seconds, or an HTTP date. Never throws.
 */
export function readRetryAfter(thrown: unknown): RetryAfter {
  const declared = fieldOf(thrown, "retryAfterMs");
  const own = typeof declared === "number" ? waitOf(declared) : undefined;
  if (own !== undefined) return own;
  for (const holder of [thrown, fieldOf(thrown, "response")]) {
    for (const name of ["headers", "responseHeaders"]) {
      const found = inHeaders(fieldOf(holder, name));
      if (found !== undefined) return found;
    }
  }
  return {};
}

/** Endless is a wait, too: the longest there is, which no policy takes. */
function waitOf(ms: number): Pick<RetryAfter, "retryAfterMs"> | undefined {
  return ms >= 0 ? { retryAfterMs: Math.min(ms, Number.MAX_SAFE_INTEGER) } : undefined;
}

function inHeaders(headers: unknown): RetryAfter | undefined {
  const ms = waitOf(Number(header(headers, "retry-after-ms", "Retry-After-Ms") ?? Number.NaN));
  if (ms !== undefined) return ms;
  const after = header(headers, "retry-after", "Retry-After");
  if (after === undefined) return undefined;
  const wait = waitOf(Number(after) * 1_000);
  if (wait !== undefined) return wait;
  const retryAt = httpDate(after);
  return retryAt === undefined ? undefined : { retryAt };
}

/** How many names are looked through, so that nothing endless is. */
const NAMES_MAX = 1_000;

/** A header by its name in small letters, and as it is mostly written: a plain map tells the two apart. */
function header(headers: unknown, name: string, written: string): string | undefined {
  const found = [name, written].map((spelling) => said(asked(headers, spelling))).find((value) => value !== undefined);
  if (found !== undefined) return found;
  const keys = tried(() => Object.keys(Object(headers)).slice(0, NAMES_MAX)) ?? [];
  const key = keys.find((spelling) => spelling.toLowerCase() === name) ?? name;
  return said(fieldOf(headers, key));
}

/** What `get` gives, of fetch's headers, of a map, or of headers of a library's own. */
function asked(headers: unknown, name: string): unknown {
  const get = fieldOf(headers, "get");
  return typeof get === "function" ? tried((): unknown => Reflect.apply(get, headers, [name])) : undefined;
}

/** The value of a header, or the first of several, where it says anything. */
function said(value: unknown): string | undefined {
  const first: unknown = tried(() => Array.isArray(value)) === true ? fieldOf(value, 0) : value;
  const isSaid = typeof first === "number" || (typeof first === "string" && first.trim() !== "");
  return isSaid ? textOf(first) : undefined;
}
