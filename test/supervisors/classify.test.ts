import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fail } from "../../src/model/fail.ts";
import type { FailureKind } from "../../src/model/failure.ts";
import { readThrown, type Thrown } from "../../src/model/thrown.ts";
import { classify, retryAfterOf } from "../../supervisors/classify.ts";
import { ALLOWED } from "../../supervisors/defaults.ts";

const kindOf = (thrown: unknown): FailureKind => classify(readThrown(thrown));
const withCode = (code: string): Error => Object.assign(new Error("socket"), { code });
const withStatus = (status: number): Error => Object.assign(new Error("http"), { status });

describe("what work threw", () => {
  it.each([
    ["an unknown error", new Error("?"), "transient"],
    ["a string", "?", "transient"],
    ["nothing", undefined, "transient"],
    ["a bad reply of a model", new SyntaxError("Unexpected token"), "transient"],
    ["a program's error", new TypeError("x is not a function"), "defect"],
    ["a broken assertion", Object.assign(new Error("1 !== 2"), { name: "AssertionError" }), "defect"],
    ["a timeout of its own", new DOMException("too slow", "TimeoutError"), "timeout"],
    ["a network error", withCode("ECONNRESET"), "transient"],
    ["too many requests", withStatus(429), "rate-limited"],
    ["an overloaded provider", withStatus(529), "rate-limited"],
    ["any error that says when to come back", Object.assign(new Error("later"), { retryAfterMs: 10 }), "rate-limited"],
    ["a failing server", withStatus(500), "transient"],
    ["a conflict", withStatus(409), "transient"],
    ["a request that took too long for the server", withStatus(408), "transient"],
    ["a bad request", withStatus(400), "permanent"],
    ["a bad key", withStatus(401), "permanent"],
    ["something not there", withStatus(404), "permanent"],
    ["a redirect, which says nothing", withStatus(302), "transient"],
  ])("is known for what it is: %s", (_, thrown, kind) => {
    expect(kindOf(thrown)).toBe(kind);
  });

  it("is the network's where Node's fetch throws a TypeError over it", () => {
    expect(kindOf(new TypeError("fetch failed", { cause: withCode("ECONNREFUSED") }))).toBe("transient");
  });

  it("is known by a status on any of its causes", () => {
    expect(kindOf(new Error("the call failed", { cause: new Error("gateway", { cause: withStatus(401) }) }))).toBe(
      "permanent",
    );
  });

  it("is what its thrower declared, wherever in the chain, whatever else there is", () => {
    const declared = Object.assign(fail.permanent("no such order"), { status: 503 });
    expect(kindOf(new TypeError("wrapped", { cause: declared }))).toBe("permanent");
  });

  it("is a defect also where the program's error is a cause of it", () => {
    expect(kindOf(new Error("tool failed", { cause: new TypeError("inside the tool") }))).toBe("defect");
  });

  it.each<[string, FailureKind, unknown]>([
    ["a provider's 429", "rate-limited", withStatus(429)],
    ["a retry-after", "rate-limited", Object.assign(new Error("later"), { retryAfterMs: 10 })],
    ["a provider's 401", "permanent", withStatus(401)],
    ["a provider's 409", "transient", withStatus(409)],
    ["a network code", "transient", new TypeError("fetch failed", { cause: withCode("ECONNRESET") })],
    ["a timeout", "timeout", new DOMException("too slow", "TimeoutError")],
    ["a program's error", "defect", new TypeError("x is not a function")],
    ["another 5xx over a 429", "rate-limited", Object.assign(withStatus(502), { cause: withStatus(429) })],
    ["nothing that says more", "transient", new Error("?")],
  ])("is what its causes say where an HTTP 500 stands over %s", (_, kind, cause) => {
    expect(kindOf(Object.assign(withStatus(500), { cause }))).toBe(kind);
  });

  it.each<[string, FailureKind, Error]>([
    ["HTTP 401", "permanent", withStatus(401)],
    ["HTTP 429", "rate-limited", withStatus(429)],
    ["HTTP 408", "transient", withStatus(408)],
  ])("is what the outer error says where that is more than a 5xx: %s", (_, kind, error) => {
    const causes = [withStatus(500), withStatus(403), withStatus(429), new TypeError("inside")];
    expect(causes.map((cause) => kindOf(Object.assign(error, { cause })))).toEqual([kind, kind, kind, kind]);
  });

  it("is rate-limited also where the provider names a time", () => {
    const headers = { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" };
    expect(kindOf(Object.assign(withStatus(503), { headers }))).toBe("rate-limited");
  });
});

/** One link of a chain of causes, with any marks. */
const links: fc.Arbitrary<Thrown> = fc.record(
  {
    name: fc.constantFrom("Error", "TypeError", "RangeError", "SyntaxError", "TimeoutError"),
    message: fc.constant(""),
    code: fc.constantFrom("ECONNREFUSED", "ETIMEDOUT", "UND_ERR_SOCKET", "E_OTHER"),
    status: fc.constantFrom(200, 302, 400, 401, 404, 408, 409, 425, 429, 500, 503, 529),
    retryAfterMs: fc.nat(),
    retryAt: fc.nat(),
    declared: fc.constantFrom("permanent", "timeout", "defect"),
  },
  { requiredKeys: ["name", "message"] },
);
const chains = fc.array(links, { minLength: 1, maxLength: 4 });
const hang = (chain: readonly Thrown[]): Thrown =>
  chain.reduceRight<Thrown>((cause, link) => ({ ...link, cause }), chain.at(-1) ?? { name: "Error", message: "" });

/** The order of docs/semantics.md, written down a second time as a list of questions. */
function byTheBook(chain: readonly Thrown[]): FailureKind {
  const declared = chain.map((link) => link.declared).find((kind) => kind !== undefined);
  const ofHttp = chain.map(({ status = 0, retryAfterMs, retryAt }) => {
    if (retryAfterMs !== undefined || retryAt !== undefined || [429, 529].includes(status)) return "rate-limited";
    if ([408, 409, 425].includes(status)) return "transient";
    return [400, 401, 404].includes(status) ? "permanent" : undefined;
  });
  const clear = ofHttp.find((kind) => kind !== undefined);
  const behindFailedServers = chain.slice(chain.findLastIndex(({ status = 0 }) => status >= 500) + 1);
  const isNetwork = behindFailedServers.some(({ code }) => code !== undefined && code !== "E_OTHER");
  const isTimeout = behindFailedServers.some(({ name }) => name === "TimeoutError");
  const isProgram = behindFailedServers.some(({ name }) => ["TypeError", "RangeError"].includes(name));
  return declared ?? clear ?? (isNetwork ? "transient" : isTimeout ? "timeout" : isProgram ? "defect" : "transient");
}

it("asks in order: declared, HTTP, network, timeout, program, else transient", () => {
  fc.assert(
    fc.property(chains, (chain) => {
      expect(classify(hang(chain))).toBe(byTheBook(chain));
    }),
    { numRuns: 1_000 },
  );
});

it("takes how long to wait from the first link that says it, and until when from now", () => {
  fc.assert(
    fc.property(chains, fc.nat(), (chain, now) => {
      const said = chain.find((link) => link.retryAfterMs !== undefined || link.retryAt !== undefined);
      const wait = said?.retryAfterMs ?? (said?.retryAt === undefined ? undefined : Math.max(0, said.retryAt - now));
      expect(retryAfterOf(hang(chain), now)).toBe(wait);
    }),
  );
});

it("finds a kind that policies know for anything that can be thrown", () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(Object.keys(ALLOWED)).toContain(kindOf(thrown));
    }),
  );
});
