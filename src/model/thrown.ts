import { type FailureKind, isFailureKind } from "./failure.ts";
import { DeclaredFailure } from "./fail.ts";
import { toJson } from "./json.ts";

/** What was thrown, as data: nothing it said is lost, and nothing of it lives on. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  /** The string or plain object that was thrown instead of an error, as it was. */
  readonly value?: unknown;
  readonly code?: string;
  /** An HTTP status, from `status`, `statusCode` or `response.status`. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Set where the thrower declared the kind with `fail.…`, or the agent's `classify` did. */
  readonly declared?: FailureKind;
  readonly stack?: string;
  readonly cause?: Thrown;
}

const CAUSES_MAX = 8;
const TEXT_MAX = 10_000;

/** Reads whatever was thrown, without ever throwing itself: strings, undefined, frozen objects, objects whose getters throw. */
export function readThrown(thrown: unknown, depth = 0): Thrown {
  try {
    return thrown instanceof Error || isErrorLike(thrown) ? readError(thrown, depth) : readOther(thrown);
  } catch {
    return { name: "Unreadable", message: "the thrown value could not be read" };
  }
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === "object" && value !== null && typeof field(value, "message") === "string";
}

function readOther(thrown: unknown): Thrown {
  const json = toJson(thrown);
  const message = typeof thrown === "string" ? thrown : json.isJson ? JSON.stringify(json.value) : String(thrown);
  const value = json.isJson ? { value: json.value } : {};
  return {
    name: "Thrown",
    message: clip(thrown === undefined ? "undefined was thrown" : message),
    ...value,
    ...signs(thrown),
  };
}

function readError(error: Error, depth: number): Thrown {
  const cause = field(error, "cause");
  const isPlain = !(error instanceof Error);
  const json = isPlain ? toJson(error) : undefined;
  return {
    name: clip(typeof error.name === "string" ? error.name : "Error"),
    message: clip(String(field(error, "message"))),
    ...(json?.isJson ? { value: json.value } : {}),
    ...(typeof error.stack === "string" ? { stack: clip(error.stack) } : {}),
    ...(error instanceof DeclaredFailure && isFailureKind(error.kind) ? { declared: error.kind } : {}),
    ...signs(error),
    ...(cause === undefined || depth >= CAUSES_MAX ? {} : { cause: readThrown(cause, depth + 1) }),
  };
}

/** The marks by which providers' and Node's errors are known. */
function signs(thrown: unknown): Partial<Thrown> {
  const code = field(thrown, "code");
  const status = [
    field(thrown, "status"),
    field(thrown, "statusCode"),
    field(field(thrown, "response"), "status"),
  ].find(isStatus);
  const retryAfterMs = retryAfter(thrown);
  return {
    ...(typeof code === "string" || typeof code === "number" ? { code: String(code) } : {}),
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

/** From a declared number of milliseconds, or the headers `retry-after-ms` and `retry-after` in seconds. */
function retryAfter(thrown: unknown): number | undefined {
  const said = field(thrown, "retryAfterMs");
  if (typeof said === "number" && said >= 0 && Number.isFinite(said)) return said;
  for (const holder of [thrown, field(thrown, "response")]) {
    for (const name of ["headers", "responseHeaders"]) {
      const headers = field(holder, name);
      const ms = Number(header(headers, "retry-after-ms") ?? Number.NaN);
      if (Number.isFinite(ms) && ms >= 0) return ms;
      const seconds = Number(header(headers, "retry-after") ?? Number.NaN);
      if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1_000;
    }
  }
  return undefined;
}

function header(headers: unknown, name: string): string | undefined {
  const value = headers instanceof Headers ? headers.get(name) : field(headers, name);
  const isSaid = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  return isSaid ? String(value) : undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Reflect.get(value, name);
}

function clip(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}… (${text.length} characters)`;
}
