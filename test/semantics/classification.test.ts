import { describe, expect, it } from "vitest";
import { z } from "zod";
import { policy } from "../../src/gates/check.ts";
import { fail } from "../../src/model/fail.ts";
import type { FailureKind } from "../../src/model/failure.ts";
import { agent } from "../../src/plan/agent.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { factsOf, play } from "./stage.ts";

/** An error of Node's fetch: a TypeError over what really happened. */
function fetchFailed(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });
}

function withStatus(status: number, more: object = {}): Error {
  return Object.assign(new Error(`HTTP ${status}`), { status, ...more });
}

const throwing = (thrown: unknown, classify?: (thrown: unknown) => FailureKind | undefined): Plan<unknown, unknown> =>
  agent("a", {
    work: (_: unknown): unknown => {
      throw thrown;
    },
    ...(classify === undefined ? {} : { classify }),
  });

/** The first failure that the plan comes to. */
async function failureOf(plan: Plan<unknown, unknown>) {
  const { facts } = await play(plan, 1);
  return factsOf(facts, "node.failed")[0]?.failure;
}

describe("what work throws is taken for", () => {
  it.each([
    [
      "a kind that the thrower declared, whatever else the error looks like",
      Object.assign(fail.transient("later"), { status: 400 }),
      "transient",
    ],
    ["rate-limited: HTTP 429", withStatus(429), "rate-limited"],
    [
      "rate-limited: a retry-after, even with HTTP 503",
      withStatus(503, { headers: { "retry-after": "2" } }),
      "rate-limited",
    ],
    [
      "rate-limited: a retry-after that is a date",
      withStatus(503, { headers: { "Retry-After": "Thu, 01 Jan 1970 00:00:02 GMT" } }),
      "rate-limited",
    ],
    ["rate-limited: HTTP 429 beneath an HTTP 500", withStatus(500, { cause: withStatus(429) }), "rate-limited"],
    [
      "permanent: HTTP 401 over HTTP 429, for the outer answer is clear",
      withStatus(401, { cause: withStatus(429) }),
      "permanent",
    ],
    ["transient: a TypeError around an HTTP 500", new TypeError("x", { cause: withStatus(500) }), "transient"],
    ["transient: HTTP 409", withStatus(409), "transient"],
    ["defect: a TypeError beneath an HTTP 500", withStatus(500, { cause: new TypeError("x") }), "defect"],
    ["transient: HTTP 5xx, here on the cause", new Error("call failed", { cause: withStatus(502) }), "transient"],
    ["permanent: HTTP 400, even on a TypeError", Object.assign(new TypeError("bad"), { status: 400 }), "permanent"],
    ["permanent: HTTP 401", withStatus(401), "permanent"],
    ["transient: fetch failed over ECONNREFUSED, though it is a TypeError", fetchFailed("ECONNREFUSED"), "transient"],
    ["timeout: a TimeoutError", new DOMException("too slow", "TimeoutError"), "timeout"],
    ["defect: a TypeError without a cause in the network", new TypeError("x is not a function"), "defect"],
    [
      "defect: a TypeError as the cause of another error",
      new Error("tool failed", { cause: new TypeError("x") }),
      "defect",
    ],
    ["transient: an unknown error", new Error("something"), "transient"],
    ["transient: a thrown string", "something", "transient"],
    ["transient: nothing at all", undefined, "transient"],
  ] as const)("%s", async (_name, thrown, kind) => {
    expect(await failureOf(throwing(thrown))).toMatchObject({ kind });
  });

  it("what the agent's own classify says comes first", async () => {
    expect(await failureOf(throwing(withStatus(400), () => "transient"))).toMatchObject({ kind: "transient" });
  });

  it("ours where classify says nothing, or throws", async () => {
    expect(await failureOf(throwing(withStatus(400), () => undefined))).toMatchObject({ kind: "permanent" });
    const broken = (): never => {
      throw new Error("classify is broken");
    };
    expect(await failureOf(throwing(withStatus(400), broken))).toMatchObject({
      kind: "permanent",
      message: "HTTP 400",
    });
  });
});

describe("a failure keeps what was said", () => {
  it("of a thrown string", async () => {
    expect(await failureOf(throwing("the disk is full"))).toMatchObject({
      message: "the disk is full",
      thrown: "the disk is full",
    });
  });

  it("of a thrown object", async () => {
    expect(await failureOf(throwing({ reason: "full", disk: 3 }))).toMatchObject({
      thrown: { reason: "full", disk: 3 },
    });
  });

  it("of an error: its name, message and code", async () => {
    const error = Object.assign(new RangeError("too many"), { code: "E_MANY" });
    expect(await failureOf(throwing(error))).toMatchObject({
      message: "too many",
      code: "E_MANY",
      thrown: { name: "RangeError", message: "too many" },
    });
  });

  it("of its causes, and the code of the nearest that has one", async () => {
    expect(await failureOf(throwing(fetchFailed("ECONNREFUSED")))).toMatchObject({
      message: "fetch failed",
      code: "ECONNREFUSED",
      thrown: { name: "TypeError", cause: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" } },
    });
  });

  it("of a defect: where in its thrower's own code it is", async () => {
    expect(await failureOf(throwing(new TypeError("x is not a function")))).toMatchObject({
      thrown: { at: expect.stringMatching(/classification\.test\.ts:\d+:\d+$/) },
    });
  });

  it("of a retry-after, in milliseconds", async () => {
    expect(await failureOf(throwing(withStatus(429, { headers: new Headers({ "retry-after": "3" }) })))).toMatchObject({
      retryAfterMs: 3_000,
    });
  });
});

describe("what we find ourselves", () => {
  it("an input that does not fit is permanent", async () => {
    const plan = agent("a", { input: z.string(), work: (text) => text });
    const { facts } = await play<unknown, unknown>(
      plan.given((_: unknown): string => JSON.parse("7")),
      1,
    );
    expect(factsOf(facts, "node.failed")[0]?.failure).toMatchObject({ kind: "permanent", code: "input" });
  });

  it("an output that does not fit is an invalid output, with its issues and the value", async () => {
    const plan = agent("a", { output: z.string(), work: (_: unknown): string => JSON.parse("7") });
    expect(await failureOf(plan)).toMatchObject({ kind: "invalid-output", code: "output", previous: 7 });
  });

  it("a schema that throws is a defect, which names the schema, and is not tried again", async () => {
    const down = z.string().refine(() => {
      throw Object.assign(new Error("no directory"), { code: "ECONNREFUSED" });
    });
    const plans = {
      output: agent("a", { output: down, work: () => "x" }),
      input: agent("a", { input: down, work: () => "x" }),
    };
    for (const [side, plan] of Object.entries(plans)) {
      const { outcome } = await play<string, unknown>(plan, "x");
      const message = `the schema of the ${side} threw: no directory`;
      expect(outcome).toMatchObject({
        status: "failed",
        failure: { kind: "defect", path: "a", message },
        spend: { steps: 1 },
      });
    }
  });

  it("an output that is not JSON is an invalid output", async () => {
    expect(await failureOf(agent("a", { work: (_: unknown): unknown => ({ when: new Date(0) }) }))).toMatchObject({
      kind: "invalid-output",
      issues: [{ path: ["when"] }],
    });
  });

  it("a gate's no is a rejection", async () => {
    expect(
      await failureOf(agent("a", { work: (_: unknown): unknown => 1 }).gated(policy("safe", () => "no"))),
    ).toMatchObject({
      kind: "rejected",
      code: "safe",
    });
  });
});
