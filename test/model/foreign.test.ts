import { describe, expect, it } from "vitest";
import { clipped, fieldOf, textOf, tried } from "../../src/model/foreign.ts";

const throwing = () => {
  throw new Error("never");
};
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

describe("a value of somebody else's", () => {
  it("gives its field, inherited ones too", () => {
    const parent = { name: "parent" };
    expect([fieldOf(parent, "name"), fieldOf(Object.create(parent), "name")]).toEqual(["parent", "parent"]);
  });

  it.each<[string, () => unknown]>([
    ["it is no object", () => "text"],
    ["it is null", () => null],
    ["its getter throws", () => Object.defineProperty({}, "name", { get: throwing })],
    ["it is a proxy that throws", () => new Proxy({}, { get: throwing })],
    ["it is a revoked proxy", () => revoked],
  ])("gives no field where %s", (_, make) => {
    expect(fieldOf(make(), "name")).toBeUndefined();
  });

  it.each([
    [1n, "1"],
    [Symbol("odd"), "Symbol(odd)"],
    [["a", "b"], "a,b"],
    [undefined, "undefined"],
  ])("is text: %s", (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it("is no text where it will not be", () => {
    expect([Object.create(null), { toString: throwing }, revoked].map(textOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is undefined where reading it throws", () => {
    expect([tried(() => 1), tried(throwing)]).toEqual([1, undefined]);
  });
});

describe("a text that is clipped", () => {
  it("stays as it is up to the bound, and says behind it how long it was", () => {
    expect([clipped("abc", 3), clipped("abcd", 3)]).toEqual(["abc", "abc… (4 characters)"]);
  });
});
