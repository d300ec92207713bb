import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fail } from "../../src/model/fail.ts";
import { codeOf, readThrown, type Thrown, thrownData } from "../../src/model/thrown.ts";

describe("what was thrown", () => {
  it.each([
    ["a string", "no luck", { name: "Thrown", message: "no luck", value: "no luck" }],
    ["an object", { why: "no luck" }, { name: "Thrown", message: '{"why":"no luck"}', value: { why: "no luck" } }],
    ["a number", 42, { name: "Thrown", message: "42", value: 42 }],
    ["null", null, { name: "Thrown", message: "null", value: null }],
    ["undefined", undefined, { name: "Thrown", message: "undefined was thrown", value: null }],
    ["a symbol", Symbol("odd"), { name: "Thrown", message: "Symbol(odd)" }],
    ["a frozen list", Object.freeze([1]), { name: "Thrown", message: "[1]", value: [1] }],
  ])("keeps what it said: %s", (_, thrown, read) => {
    expect(readThrown(thrown)).toEqual(read);
  });

  it("becomes its name, message, code and stack where it is an error", () => {
    const error = Object.assign(new RangeError("too far"), { code: "E_FAR" });
    expect(readThrown(error)).toMatchObject({ name: "RangeError", message: "too far", code: "E_FAR" });
    expect(readThrown(error).stack).toContain("thrown.test.ts");
  });

  it("is read like an error where it looks like one, and kept as it was", () => {
    const thrown = { message: "overloaded", code: 529 };
    expect(readThrown(thrown)).toEqual({ name: "Error", message: "overloaded", code: "529", value: thrown });
  });

  it("keeps an error's words also where they are no text", () => {
    const error = Object.assign(new Error(), { message: ["a", "b"] });
    expect(readThrown(error).message).toBe("a,b");
  });

  it("carries the kind that the thrower declared", () => {
    expect(readThrown(fail.permanent("no such order"))).toMatchObject({ declared: "permanent" });
  });

  it("keeps the chain of causes, eight deep, also where it is a ring", () => {
    const ring = new Error("ring");
    ring.cause = ring;
    const depthOf = ({ cause }: Thrown): number => (cause === undefined ? 0 : 1 + depthOf(cause));
    expect(depthOf(readThrown(ring))).toBe(8);
  });

  it("is read as an error also where it comes from another realm", () => {
    const error = runInNewContext('Object.assign(new RangeError("too far"), { code: "E_FAR" })');
    const { name, message, code, value } = readThrown(error);
    expect({ name, message, code, value }).toEqual({
      name: "RangeError",
      message: "too far",
      code: "E_FAR",
      value: undefined,
    });
  });

  it("keeps of an object that is not JSON what is", () => {
    const thrown = { reason: "full", disk: 3, retry: () => {}, when: new Date(0) };
    expect(readThrown(thrown)).toMatchObject({
      message: '{"reason":"full","disk":3}',
      value: { reason: "full", disk: 3 },
    });
  });

  it("says where in its thrower's own code it was thrown", () => {
    const { at } = readThrown(fail.defect("impossible"));
    expect(at).toMatch(/^\/.*thrown\.test\.ts:\d+:\d+$/);
  });

  it("says so also where its message is too long to be kept whole", () => {
    expect(readThrown(new Error("x".repeat(50_000))).at).toMatch(/thrown\.test\.ts:\d+:\d+$/);
  });

  it("is clipped where it is very long, and says how long it was", () => {
    expect(readThrown("x".repeat(20_000)).message).toBe(`${"x".repeat(10_000)}… (20000 characters)`);
  });
});

describe("the marks of providers", () => {
  it.each([
    ["status", { status: 429 }],
    ["statusCode", { statusCode: 429 }],
    ["response.status", { response: { status: 429 } }],
  ])("are an HTTP status in %s", (_, marks) => {
    expect(readThrown(Object.assign(new Error("busy"), marks)).status).toBe(429);
  });

  it.each([{ status: "429" }, { status: 42 }, { status: 600 }, { status: 200.5 }, { status: true }])(
    "are no status where it is none: %j",
    (marks) => {
      expect(readThrown(Object.assign(new Error("?"), marks)).status).toBeUndefined();
    },
  );

  it.each([
    ["a declared wait", fail.rateLimited("busy", { retryAfterMs: 1_500 }), 1_500],
    ["retry-after in seconds", { headers: { "retry-after": "2" } }, 2_000],
    ["retry-after-ms, which is finer", { headers: { "retry-after": "2", "retry-after-ms": "1900" } }, 1_900],
    ["fetch's headers", { response: { headers: new Headers({ "Retry-After": "3" }) } }, 3_000],
    ["an AI SDK's headers", { responseHeaders: { "retry-after": 4 } }, 4_000],
    ["no header", { headers: {} }, undefined],
    ["an empty header", { headers: { "retry-after": " " } }, undefined],
    ["a negative wait", { headers: { "retry-after": "-1" } }, undefined],
    ["an endless wait", { retryAfterMs: Number.POSITIVE_INFINITY }, Number.MAX_SAFE_INTEGER],
  ])("are how long to wait: %s", (_, thrown, retryAfterMs) => {
    expect(readThrown(thrown).retryAfterMs).toBe(retryAfterMs);
  });
});

describe("an error of several", () => {
  it("has the first of them for its cause, unless it names another", async () => {
    const several = await Promise.any([1, 2].map((n) => Promise.reject(new Error(`no ${n}`)))).catch(
      (error: unknown) => error,
    );
    expect(readThrown(several)).toMatchObject({ name: "AggregateError", cause: { message: "no 1" } });
    const named = new AggregateError([new Error("no 1")], "all", { cause: new Error("the real one") });
    expect(readThrown(named)).toMatchObject({ cause: { message: "the real one" } });
    expect(readThrown(new AggregateError([], "none")).cause).toBeUndefined();
  });
});

describe("a second copy of this package", () => {
  it("is understood where it declares a kind", async () => {
    vi.resetModules();
    const other = await import("../../src/model/fail.ts");
    expect(other.fail).not.toBe(fail);
    expect(readThrown(other.fail.permanent("no such order"))).toMatchObject({ declared: "permanent" });
  });
});

describe("a getter that throws", () => {
  const throwing = {
    get() {
      throw new Error("never");
    },
  };

  it.each(["name", "message", "stack", "cause", "code", "status", "statusCode", "response", "headers", "retryAfterMs"])(
    "costs an error nothing but what it hides: %s",
    (hidden) => {
      const marks = {
        code: "E_BUSY",
        status: 429,
        statusCode: 503,
        headers: { "retry-after": "2" },
        retryAfterMs: 700,
      };
      const error = Object.assign(new RangeError("busy", { cause: new Error("why") }), marks);
      const whole = readThrown(error);
      const read = readThrown(Object.defineProperty(error, hidden, throwing));
      const lost = Object.keys(whole).filter((key) => Reflect.get(whole, key) !== Reflect.get(read, key));
      const instead: Record<string, readonly string[]> = {
        name: ["name"],
        message: ["message"],
        stack: ["stack", "at"],
        code: ["code"],
        status: ["status"],
        retryAfterMs: ["retryAfterMs"],
      };
      expect(lost.filter((key) => key !== "cause")).toEqual(instead[hidden] ?? []);
      expect(read.cause?.message).toBe(hidden === "cause" ? undefined : "why");
    },
  );

  it("hides nothing else of a plain object", () => {
    const thrown = Object.defineProperty({ reason: "full" }, "disk", { ...throwing, enumerable: true });
    expect(readThrown(thrown)).toMatchObject({ value: { reason: "full" } });
  });
});

describe("what a failure keeps", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED" });

  it("of an error is its name, its message and its marks, with its causes", () => {
    const read = readThrown(new TypeError("fetch failed", { cause: refused }));
    expect(thrownData(read, { hasPlaces: false })).toEqual({
      name: "TypeError",
      message: "fetch failed",
      cause: { name: "Error", message: "connect ECONNREFUSED 127.0.0.1:9", code: "ECONNREFUSED" },
    });
  });

  it("of a string or an object is the thing itself, also where it is a cause", () => {
    const thrownBy = (thrown: unknown) => thrownData(readThrown(thrown), { hasPlaces: true });
    expect(thrownBy({ reason: "full" })).toEqual({ reason: "full" });
    expect(thrownBy(fail.permanent("outer", { cause: "the disk is full" }))).toMatchObject({
      name: "DeclaredFailure",
      message: "outer",
      cause: "the disk is full",
    });
  });

  it("is where each of them was thrown, if that is asked for", () => {
    const read = readThrown(new Error("tool failed", { cause: new TypeError("x is not a function") }));
    const place = expect.stringMatching(/thrown\.test\.ts:\d+:\d+$/);
    expect(thrownData(read, { hasPlaces: true })).toMatchObject({ at: place, cause: { at: place } });
  });

  it("has the code of the outermost error that has one", () => {
    const inner = Object.assign(new Error("outer"), { cause: refused });
    expect(codeOf(readThrown(new TypeError("fetch failed", { cause: inner })))).toBe("ECONNREFUSED");
    expect(codeOf(readThrown(Object.assign(inner, { code: "E_OUTER" })))).toBe("E_OUTER");
    expect(codeOf(readThrown("no code"))).toBeUndefined();
  });
});

describe("reading", () => {
  const evil: readonly unknown[] = [
    ...["message", "name", "stack", "cause", "code", "status", "headers", "response", "retryAfterMs"].map((field) =>
      Object.defineProperty(new Error("evil"), field, {
        get() {
          throw new Error("never");
        },
      }),
    ),
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("never");
        },
        getPrototypeOf: () => {
          throw new Error("never");
        },
      },
    ),
    Object.defineProperty(new Error("evil"), "message", { get: () => Object.create(null) }),
    {
      toString: () => {
        throw new Error("never");
      },
      work: () => {},
    },
    {
      message: "cyclic",
      get self() {
        return this;
      },
    },
  ];

  it.each(evil)("never throws, whatever the getters do (%#)", (thrown) => {
    expect(readThrown(thrown)).toMatchObject({ name: expect.any(String), message: expect.any(String) });
  });

  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
  });
  const marked = fc
    .tuple(
      fc.constantFrom("message", "name", "stack", "cause", "code", "status", "headers", "response", "retryAfterMs"),
      anything,
    )
    .map(([field, value]) => Object.defineProperty(new Error("odd"), field, { value }));

  it("is total: anything becomes plain data with a name and a message", () => {
    fc.assert(
      fc.property(fc.oneof(anything, marked), (thrown) => {
        const read = readThrown(thrown);
        expect([typeof read.name, typeof read.message]).toEqual(["string", "string"]);
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      }),
    );
  });
});
