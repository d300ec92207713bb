import { describe, expect, it } from "vitest";
import { readRetryAfter } from "../../src/model/retry-after.ts";

const throwing = () => {
  throw new Error("never");
};
const withHeaders = (headers: unknown) => ({ headers });

/** The headers of a library that keeps to itself in which case it holds their names. */
class OwnHeaders {
  readonly #held: ReadonlyMap<string, string>;
  constructor(held: Readonly<Record<string, string>>) {
    this.#held = new Map(Object.entries(held));
  }
  get(name: string): string | undefined {
    return this.#held.get(name);
  }
}

describe("how long a provider asks us to wait", () => {
  it.each<[string, object, number]>([
    ["in milliseconds, on the error", { retryAfterMs: 1_500 }, 1_500],
    ["in seconds", withHeaders({ "retry-after": "2" }), 2_000],
    ["endlessly, which is the longest wait there is", { retryAfterMs: Infinity }, Number.MAX_SAFE_INTEGER],
    [
      "in so many digits that they are endless",
      withHeaders({ "retry-after": "9".repeat(310) }),
      Number.MAX_SAFE_INTEGER,
    ],
    ["in milliseconds, which is finer", withHeaders({ "retry-after": "2", "retry-after-ms": "1900" }), 1_900],
    ["as a number", withHeaders({ "retry-after": 4 }), 4_000],
    ["in a list of values", withHeaders({ "retry-after": ["5", "6"] }), 5_000],
    ["on the response", { response: withHeaders({ "retry-after": "3" }) }, 3_000],
    ["in responseHeaders, as the AI SDK has it", { responseHeaders: { "retry-after": "4" } }, 4_000],
    ["in fetch's headers", withHeaders(new Headers({ "Retry-After": "3" })), 3_000],
    ["in headers of any case", withHeaders({ "Retry-After": "60" }), 60_000],
    ["in headers that shout", withHeaders({ "RETRY-AFTER-MS": "60" }), 60],
    ["in a map", withHeaders(new Map([["Retry-After", "7"]])), 7_000],
    ["in headers of a library's own", withHeaders(new OwnHeaders({ "retry-after": "8" })), 8_000],
    ["beside a header that cannot be read", withHeaders({ get: throwing, "retry-after": "9" }), 9_000],
  ])("is read %s", (_, thrown, retryAfterMs) => {
    expect(readRetryAfter(thrown)).toEqual({ retryAfterMs });
  });

  it("is a time where it is an HTTP date", () => {
    const thrown = withHeaders({ "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" });
    expect(readRetryAfter(thrown)).toEqual({ retryAt: Date.UTC(2100, 0) });
  });

  it.each<[string, unknown]>([
    ["there is no header", withHeaders({})],
    ["the header is empty", withHeaders({ "retry-after": " " })],
    ["it is negative", withHeaders({ "retry-after": "-1" })],
    ["it is neither number nor date", withHeaders({ "retry-after": "soon" })],
    ["nothing can be read", new Proxy({}, { get: throwing })],
    ["the headers cannot be read", withHeaders(new Proxy({}, { get: throwing, ownKeys: throwing }))],
    ["a string was thrown", "retry-after: 5"],
  ])("is unknown where %s", (_, thrown) => {
    expect(readRetryAfter(thrown)).toEqual({});
  });
});
