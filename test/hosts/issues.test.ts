import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { readIssues } from "../../src/hosts/issues.ts";
import { canonical } from "../../src/model/json.ts";

const throwing = () => {
  throw new Error("never");
};
const trap = new Proxy({}, { get: throwing, ownKeys: throwing, getPrototypeOf: throwing });
const { proxy: revoked, revoke } = Proxy.revocable([], {});
revoke();

describe("the issues that a schema gives", () => {
  it("are words with a path of names and numbers", () => {
    const issues = [
      { message: "not a number", path: ["list", 0, { key: "n" }, { key: 7 }] },
      { message: "required", path: undefined },
    ];
    expect(readIssues(issues)).toEqual([
      { message: "not a number", path: ["list", 0, "n", 7] },
      { message: "required" },
    ]);
  });

  const message = "odd";
  it.each<[string, () => unknown, object]>([
    ["a message that is no text", () => ({ message: 7n }), { message: "7" }],
    ["no message", () => ({ path: ["a"] }), { message: "it does not fit", path: ["a"] }],
    ["a message that cannot be read", () => Object.defineProperty({}, "message", { get: throwing }), {}],
    ["nothing but traps", () => trap, {}],
    ["nothing", () => null, {}],
    ["a path that is no list", () => ({ message, path: 7 }), { message }],
    ["a revoked path", () => ({ message, path: revoked }), { message }],
    ["keys of any kind", () => ({ message, path: [7n, Symbol("s"), { key: 7n }] }), { path: ["7", "Symbol(s)", "7"] }],
    ["keys that are no number", () => ({ message, path: [Number.NaN, Infinity] }), { path: ["NaN", "Infinity"] }],
    ["keys that cannot be read", () => ({ message, path: [trap, Object.create(null)] }), { path: ["?", "?"] }],
  ])("are kept as far as they can be read: %s", (_, make, read) => {
    const [only, ...more] = readIssues([make()]);
    expect(only).toMatchObject({ message: expect.any(String), ...read });
    expect(more).toEqual([]);
    expect(JSON.parse(canonical(only))).toEqual(only);
  });

  it("have no text of endless length", () => {
    const [issue] = readIssues([{ message: "m".repeat(5_000), path: ["k".repeat(5_000)] }]);
    expect(issue?.message).toBe(`${"m".repeat(1_000)}… (5000 characters)`);
    expect(issue?.path).toEqual([`${"k".repeat(200)}… (5000 characters)`]);
  });

  it("are a hundred at most, with two hundred keys each", () => {
    const path = Array.from({ length: 300 }, (_, key) => key);
    const issues = readIssues(Array.from({ length: 5_000 }, (_, n) => ({ message: `${n}`, path })));
    expect([issues.length, issues.at(-1)?.message]).toEqual([100, "99"]);
    expect(issues[0]?.path?.length).toBe(200);
  });

  it("are one that says so where they are no list", () => {
    for (const issues of [revoked, "wrong", trap, null])
      expect(readIssues(issues)).toEqual([{ message: "the schema gave no list of issues" }]);
  });

  it("are read of Valibot, whose keys are whatever the keys of a map are", () => {
    const schema = v.map(v.bigint(), v.pipe(v.string(), v.minLength(9)));
    const result = schema["~standard"].validate(new Map([[7n, "short"]]));
    const issues = result instanceof Promise ? [] : readIssues(result.issues);
    expect(issues).toMatchObject([{ path: ["7"] }]);
  });
});
