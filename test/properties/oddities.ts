import { DeclaredFailure, fail } from "../../src/model/fail.ts";
import { WORDS, wordOf } from "./words.ts";

/** What agents return, by name. The first five are JSON; `marked` is replaced by a value that names the attempt. */
export const VALUES = [
  "marked",
  "list",
  "nested",
  "left",
  "right",
  "echo",
  "nothing",
  "function",
  "cycle",
  "nan",
  "date",
  "instance",
  "bigint",
  "deep",
  "long",
  "getter",
  "proxy",
  "thenable",
  ...WORDS,
] as const;
export type ValueName = (typeof VALUES)[number];

/** What agents throw, by name. */
export const THROWNS = [
  "error",
  "text",
  "undefined",
  "null",
  "number",
  "symbol",
  "function",
  "frozen",
  "getter",
  "bad name",
  "proxy",
  "too many requests",
  "retry-after",
  "server error",
  "bad request",
  "fetch failed",
  "no such host",
  "timeout",
  "type error",
  "causes",
  "cyclic cause",
  "huge message",
  "transient",
  "rate-limited",
  "declared timeout",
  "invalid-output",
  "rejected",
  "permanent",
  "defect",
  "nonsense",
] as const;
export type ThrownName = (typeof THROWNS)[number];

/** What the functions of gates say, by name. */
export const SAYINGS = [
  "yes",
  "no",
  "words",
  "issues",
  "odd issues",
  "empty",
  "number",
  "nothing",
  "cycle",
  "promise",
  "throws",
] as const;
export type SayingName = (typeof SAYINGS)[number];

class Unplain {
  readonly field = 1;
}

function throwing(): never {
  throw new Error("a trap of a test");
}

/** An object that throws at every touch. */
function trap(): object {
  return new Proxy(
    {},
    { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing, getOwnPropertyDescriptor: throwing },
  );
}

function cycle(): object {
  const it: { self?: unknown } = {};
  it.self = it;
  return it;
}

function nest(levels: number): unknown {
  let it: unknown = 0;
  for (let i = 0; i < levels; i++) it = [it];
  return it;
}

/** A value by its name. `mark` tells this attempt from all others, `input` is what it was given. */
export function valueOf(name: ValueName, { mark, input }: { readonly mark: number; readonly input: unknown }): unknown {
  switch (name) {
    case "marked":
      return { mark };
    case "list":
      return [mark, { mark }];
    case "nested":
      return [[mark], [mark, mark]];
    case "left":
    case "right":
      return name;
    case "echo":
      return { mark, input };
    case "nothing":
      return undefined;
    case "function":
      return () => mark;
    case "cycle":
      return cycle();
    case "nan":
      return { mark: Number.NaN };
    case "date":
      return new Map([[mark, mark]]);
    case "instance":
      return new Unplain();
    case "bigint":
      return 1n;
    case "deep":
      return nest(250);
    case "long":
      return `${mark}-${"x".repeat(5_000)}`;
    case "getter":
      return Object.defineProperty({}, "field", { get: throwing, enumerable: true });
    case "proxy":
      return trap();
    case "thenable":
      return Object.fromEntries([["then", () => undefined]]);
    default:
      return wordOf(name, mark);
  }
}

const KINDS = {
  transient: fail.transient,
  "rate-limited": (message: string) => fail.rateLimited(message, { retryAfterMs: 30 }),
  "declared timeout": fail.timeout,
  "invalid-output": fail.invalidOutput,
  rejected: fail.rejected,
  permanent: fail.permanent,
  defect: fail.defect,
} as const;

/** Something to throw, by its name. */
export function thrownOf(name: ThrownName): unknown {
  switch (name) {
    case "error":
      return new Error("an error");
    case "text":
      return "a text";
    case "undefined":
      return undefined;
    case "null":
      return null;
    case "number":
      return 42;
    case "symbol":
      return Symbol("thrown");
    case "function":
      return () => 0;
    case "frozen":
      return Object.freeze({ code: "FROZEN", message: "frozen" });
    case "getter":
      return Object.defineProperty({}, "message", { get: throwing, enumerable: true });
    case "bad name":
      return Object.defineProperty(new Error("its name throws"), "name", { get: throwing });
    case "proxy":
      return trap();
    case "too many requests":
      return Object.assign(new Error("slow down"), { status: 429 });
    case "retry-after":
      return Object.assign(new Error("slow down"), { status: 429, headers: { "retry-after-ms": "70" } });
    case "server error":
      return Object.assign(new Error("down"), { response: { status: 503 } });
    case "bad request":
      return Object.assign(new Error("bad"), { statusCode: 400 });
    default:
      return thrownOfNetOrKind(name);
  }
}

function thrownOfNetOrKind(name: ThrownName): unknown {
  switch (name) {
    case "fetch failed":
      return new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
    case "no such host":
      return Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
    case "timeout":
      return new DOMException("too slow", "TimeoutError");
    case "type error":
      return new TypeError("x is not a function");
    case "causes": {
      let error = new Error("the first");
      for (let i = 0; i < 12; i++) error = new Error(`because ${i}`, { cause: error });
      return error;
    }
    case "cyclic cause": {
      const error = new Error("its own cause");
      error.cause = error;
      return error;
    }
    case "huge message":
      return new Error("x".repeat(50_000));
    case "nonsense":
      return Object.assign(new DeclaredFailure("transient", "of no kind"), { kind: "nonsense" });
    case "transient":
    case "rate-limited":
    case "declared timeout":
    case "invalid-output":
    case "rejected":
    case "permanent":
    case "defect":
      return KINDS[name](`declared ${name}`);
    default:
      return new Error(name);
  }
}

/** What a gate's function gives, by its name; `throws` throws. */
export function sayingOf(name: SayingName): unknown {
  switch (name) {
    case "yes":
      return true;
    case "no":
      return false;
    case "words":
      return "say it better";
    case "issues":
      return [{ message: "wrong", path: ["field", 0] }];
    case "odd issues":
      return [null, 3, { message: 7 }, { path: "x" }];
    case "empty":
      return [];
    case "number":
      return 1;
    case "nothing":
      return undefined;
    case "cycle":
      return cycle();
    case "promise":
      return Promise.resolve(true);
    case "throws":
      throw new Error("a gate of a test");
  }
}
