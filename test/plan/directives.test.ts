import { describe, expect, it } from "vitest";
import { DIRECTIVE } from "../../src/plan/brand.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

const refused = (code: string) => expect.objectContaining({ code });

describe("retry", () => {
  it("is three attempts of what failed, with exponential backoff and full jitter, unless told otherwise", () => {
    expect(retry()[DIRECTIVE]).toEqual({
      does: "retry",
      attempts: 3,
      backoff: { initialMs: 500, factor: 2, maxMs: 30_000, jitter: "full" },
      scope: "one",
      restarts: 0,
    });
  });

  it("fills up a backoff that is given in part", () => {
    expect(retry({ backoff: { initialMs: 0, jitter: "none" } })[DIRECTIVE].backoff).toEqual({
      initialMs: 0,
      factor: 2,
      maxMs: 30_000,
      jitter: "none",
    });
  });

  it("restarts a group once unless told otherwise", () => {
    expect(retry({ scope: "rest" })[DIRECTIVE].restarts).toBe(1);
    expect(retry({ scope: "all", restarts: 2 })[DIRECTIVE].restarts).toBe(2);
    expect(retry({ from: "draft" })[DIRECTIVE]).toMatchObject({ from: "draft", scope: "one", restarts: 1 });
  });

  it.each([
    { attempts: 0 },
    { attempts: 1.5 },
    { attempts: Number.POSITIVE_INFINITY },
    { delayMs: -1 },
    { delayMs: 2 ** 40 },
    { backoff: { initialMs: -1 } },
    { backoff: { factor: 0.5 } },
    { backoff: { maxMs: Number.NaN } },
    { backoff: { jitter: "some" } },
    { backoff: { initial: 3 } },
    { scope: "none" },
    { restarts: -1 },
    { from: "draft", scope: "all" },
    { retries: 3 },
  ])("refuses %j", (options) => {
    expect(() => fromJavaScript(retry, options)).toThrow(refused("BAD_OPTION"));
  });

  it("refuses to go back to what cannot be the name of a step", () => {
    expect(() => retry({ from: "a/b" })).toThrow(refused("BAD_NAME"));
  });
});

it("revises twice unless told otherwise, and at least once", () => {
  expect(revise()[DIRECTIVE]).toEqual({ does: "revise", rounds: 2 });
  expect(revise({ rounds: 5 })[DIRECTIVE].rounds).toBe(5);
  for (const rounds of [0, -1, 1.5, Number.NaN]) expect(() => revise({ rounds })).toThrow(refused("BAD_OPTION"));
});

it("skips to a frozen copy of the declared value", () => {
  const value = { orders: ["o1"] };
  const directive = skip(value);
  value.orders.push("o2");
  expect(directive.value).toEqual({ orders: ["o1"] });
  expect(Object.isFrozen(directive.value)).toBe(true);
  expect(skip(undefined).value).toBe(null);
});

it("refuses to skip to what is not JSON", () => {
  for (const value of [Number.NaN, () => 1, new Map(), 1n]) expect(() => skip(value)).toThrow(refused("NOT_JSON"));
});

it("falls back on plans only", () => {
  const plan = step("spare");
  expect(fallback(plan).plan).toBe(plan);
  expect(() => fromJavaScript(fallback, undefined)).toThrow(refused("NOT_A_PLAN"));
});

it("makes frozen directives", () => {
  for (const directive of [retry(), revise(), skip(0), fallback(step("a")), escalate()]) {
    expect(Object.isFrozen(directive)).toBe(true);
    expect(Object.isFrozen(directive[DIRECTIVE])).toBe(true);
  }
});
