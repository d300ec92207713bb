import fc from "fast-check";
import { expect, it } from "vitest";
import { escalationOf, type Failure, rootCause } from "../../src/model/failure.ts";

const timeout: Failure = { kind: "timeout", path: "support/draft", message: "took longer than 40 ms" };

it("keeps the first failure's words on the way up", () => {
  const failure = escalationOf(escalationOf(timeout, "support"), "desk");
  expect(failure.message).toBe("support/draft gave up: took longer than 40 ms");
});

it("says who gave up, and hangs the failure below as its cause", () => {
  expect(escalationOf(timeout, "support")).toEqual({
    kind: "escalated",
    path: "support",
    message: "support/draft gave up: took longer than 40 ms",
    cause: timeout,
  });
});

it("is its own first cause where there is none below", () => {
  expect(rootCause(timeout)).toBe(timeout);
});

it("finds the first cause under any number of escalations", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 50 }), (paths) => {
      const failure = paths.reduce(escalationOf, timeout);
      expect(rootCause(failure)).toBe(timeout);
    }),
  );
});
