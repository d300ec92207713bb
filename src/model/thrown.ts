import { declaredKind } from "./fail.ts";
import type { FailureKind } from "./failure.ts";
import { clipped, fieldOf, textOf, tried } from "./foreign.ts";
import { toJson } from "./json.ts";
import { readRetryAfter, type RetryAfter } from "./retry-after.ts";
import { ownFrame } from "./stack-frame.ts";

/** What was thrown, as data: nothing it said is lost, and nothing of it lives on. */
export interface Thrown extends RetryAfter {
  readonly name: string;
  readonly message: string;
  /** The string or object that was thrown instead of an error, as it was, or those of its fields that are JSON. */
  readonly value?: unknown;
  readonly code?: string;
  /** An HTTP status, from `status`, `statusCode` or `response.status`. */
  readonly status?: number;
  /** Set where the thrower declared the kind with `fail.…`, or the agent's `classify` did. */
  readonly declared?: FailureKind;
  readonly stack?: string;
  /** The first place in the stack that is the thrower's own, not a library's: `file:line:column`. */
  readonly at?: string;
  readonly cause?: Thrown;
}

const CAUSES_MAX = 8;
const TEXT_MAX = 10_000;
/** How many fields of an object that is not JSON are looked through for those that are. */
const FIELDS_MAX = 32;

/**
 * Reads whatever was thrown, without ever throwing itself: strings, undefined, frozen objects, objects whose getters
 * throw. What cannot be read is left out, and costs nothing else. Up to 8 causes; texts up to 10,000 characters.
 */
export function readThrown(thrown: unknown, depth = 0): Thrown {
  const isError = tried(() => thrown instanceof Error || Object.prototype.toString.call(thrown) === "[object Error]");
  if (isError === true || typeof fieldOf(thrown, "message") === "string")
    return readError(thrown, { isPlain: isError !== true, depth });
  return readOther(thrown);
}

function readOther(thrown: unknown): Thrown {
  const json = readable(thrown);
  const text = typeof thrown === "string" ? thrown : json === undefined ? textOf(thrown) : JSON.stringify(json.value);
  if (text === undefined)
    return { name: "Unreadable", message: "the thrown value could not be read", ...signs(thrown) };
  const message = clipped(thrown === undefined ? "undefined was thrown" : text, TEXT_MAX);
  return { name: "Thrown", message, ...json, ...signs(thrown) };
}

/** An error, or what looks like one. Of an AggregateError, which is of several, the first stands for its cause. */
function readError(error: unknown, how: { readonly isPlain: boolean; readonly depth: number }): Thrown {
  const name = fieldOf(error, "name");
  const stack = fieldOf(error, "stack");
  const cause = fieldOf(error, "cause") ?? fieldOf(fieldOf(error, "errors"), 0);
  return {
    name: clipped(typeof name === "string" ? name : "Error", TEXT_MAX),
    message: clipped(textOf(fieldOf(error, "message") ?? "") ?? "", TEXT_MAX),
    ...(how.isPlain ? readable(error) : {}),
    ...(typeof stack === "string" ? readStack(stack) : {}),
    ...signs(error),
    ...(cause === undefined || how.depth >= CAUSES_MAX ? {} : { cause: readThrown(cause, how.depth + 1) }),
  };
}

function readStack(stack: string): Pick<Thrown, "stack" | "at"> {
  const at = ownFrame(stack);
  return { stack: clipped(stack, TEXT_MAX), ...(at === undefined ? {} : { at: clipped(at, TEXT_MAX) }) };
}

/** What is JSON of a value: the whole, else the fields of an object that are. */
function readable(value: unknown): Pick<Thrown, "value"> | undefined {
  const whole = toJson(value);
  if (whole.isJson) return { value: whole.value };
  if (typeof value !== "object" || value === null || tried(() => Array.isArray(value)) !== false) return undefined;
  const names = tried(() => Object.keys(value).slice(0, FIELDS_MAX)) ?? [];
  const fields = names.flatMap((name) => {
    const field = fieldOf(value, name);
    const json = toJson(field);
    return json.isJson && field !== undefined ? [[name, json.value] as const] : [];
  });
  return fields.length === 0 ? undefined : { value: Object.freeze(Object.fromEntries(fields)) };
}

/** The marks by which providers', Node's and our own errors are known. */
function signs(thrown: unknown): Partial<Thrown> {
  const code = fieldOf(thrown, "code");
  const status = [
    fieldOf(thrown, "status"),
    fieldOf(thrown, "statusCode"),
    fieldOf(fieldOf(thrown, "response"), "status"),
  ].find(isStatus);
  const declared = declaredKind(thrown);
  return {
    ...(declared === undefined ? {} : { declared }),
    ...(typeof code === "string" || typeof code === "number" ? { code: clipped(String(code), TEXT_MAX) } : {}),
    ...(status === undefined ? {} : { status }),
    ...readRetryAfter(thrown),
  };
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

/** What was thrown, and what caused it, from the outside in. */
export function chainOf(thrown: Thrown): readonly Thrown[] {
  const chain: Thrown[] = [];
  for (let link: Thrown | undefined = thrown; link !== undefined; link = link.cause) chain.push(link);
  return chain;
}

/** The code of what was thrown, or of the nearest cause that has one. */
export function codeOf(thrown: Thrown): string | undefined {
  return chainOf(thrown).find(({ code }) => code !== undefined)?.code;
}

/**
 * What a failure keeps: a string or an object as it was; of an error its name, its message and its marks, and the same of
 * its causes. `hasPlaces`: also where in the thrower's own code each was thrown.
 */
export function thrownData(thrown: Thrown, show: { readonly hasPlaces: boolean }): unknown {
  const { name, message, value, code, status, at, cause } = thrown;
  if (value !== undefined && value !== null) return value;
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(at === undefined || !show.hasPlaces ? {} : { at }),
    ...(cause === undefined ? {} : { cause: thrownData(cause, show) }),
  };
}
