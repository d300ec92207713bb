import { expect, it } from "vitest";
import { DeclaredFailure, fail } from "../../src/model/fail.ts";

it.each([
  ["transient", fail.transient],
  ["rate-limited", fail.rateLimited],
  ["timeout", fail.timeout],
  ["invalid-output", fail.invalidOutput],
  ["rejected", fail.rejected],
  ["permanent", fail.permanent],
  ["defect", fail.defect],
])("declares %s", (kind, declare) => {
  expect(declare("why")).toMatchObject({ kind, message: "why", name: "DeclaredFailure" });
});

it("is an error, with a stack that leads to the thrower", () => {
  const error = fail.permanent("no such order");
  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(DeclaredFailure);
  expect(error.stack).toContain("fail.test.ts");
});

it("keeps how long to wait, the code and the cause", () => {
  const cause = new Error("socket closed");
  const error = fail.rateLimited("slow down", { retryAfterMs: 2_000, code: "QUOTA", cause });
  expect(error).toMatchObject({ retryAfterMs: 2_000, code: "QUOTA", cause });
});

it("has no cause where none was given", () => {
  expect("cause" in fail.transient("again")).toBe(false);
});
