import { describe, expect, it } from "vitest";
import { failureOf, thrownFailure } from "../../src/kernel/work-failure.ts";

const place = { path: "a", at: 1_000 };

describe("the failure of an attempt", () => {
  it("that threw has the kind, the code and the wait that was asked for from then on", () => {
    const thrown = { name: "Error", message: "busy", code: "E_BUSY", status: 429, retryAt: 3_000 };
    expect(failureOf({ kind: "threw", at: 1_000, id: "a#1", thrown }, place)).toMatchObject({
      kind: "rate-limited",
      path: "a",
      message: "busy",
      retryAfterMs: 2_000,
    });
  });

  it("whose output does not fit says where, and keeps what it was", () => {
    const issues = [{ message: "too long", path: ["x", 0] }, { message: "no" }];
    expect(failureOf({ kind: "invalid", at: 1, id: "a#1", where: "output", issues, previous: 7 }, place)).toEqual({
      kind: "invalid-output",
      path: "a",
      code: "output",
      message: "the output does not fit: x.0: too long; no",
      issues,
      previous: 7,
    });
  });

  it("whose input does not fit is permanent", () => {
    const invalid = { kind: "invalid", at: 1, id: "a#1", where: "input", issues: [], previous: undefined } as const;
    expect(failureOf(invalid, place)).toMatchObject({ kind: "permanent", code: "input" });
  });
});

it("where a defect is belongs to what is known of it", () => {
  const thrown = { name: "TypeError", message: "x is not a function", at: "at f (plan.ts:1:1)" };
  expect(thrownFailure(thrown, place)).toMatchObject({ kind: "defect", thrown: { at: "at f (plan.ts:1:1)" } });
});
