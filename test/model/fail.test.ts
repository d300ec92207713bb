import { expect, it } from "vitest";
import { DeclaredFailure, declaredKind, fail } from "../../src/model/fail.ts";

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

it("says its kind under a registered mark, which every copy of the package knows", () => {
  const mark = Symbol.for("troupe.declared");
  expect(Reflect.get(fail.permanent("no such order"), mark)).toBe("permanent");
  expect(declaredKind({ [mark]: "timeout" })).toBe("timeout");
});

it("declares nothing where there is no mark, or no kind under it", () => {
  const mark = Symbol.for("troupe.declared");
  const unreadable = Object.defineProperty({}, mark, {
    get: () => {
      throw new Error("never");
    },
  });
  for (const thrown of [new Error("?"), "?", undefined, { [mark]: "nonsense" }, unreadable])
    expect(declaredKind(thrown)).toBeUndefined();
});
