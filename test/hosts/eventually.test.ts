import { expect, it } from "vitest";
import { isLater, whenThere } from "../../src/hosts/eventually.ts";

/** What looks like a promise, as far as its `then` goes. */
function withThen(then: unknown): object {
  const value = {};
  Reflect.set(value, "then", then);
  return value;
}

it("knows what comes later by its then", () => {
  const later = [Promise.resolve(1), withThen(() => {})];
  expect(later.map((value) => isLater<unknown>(value))).toEqual([true, true]);
  const atOnce = [1, null, undefined, {}, withThen(1)];
  expect(atOnce.filter((value) => isLater<unknown>(value))).toEqual([]);
});

it("uses at once what came at once, and what comes later when it comes", async () => {
  expect(whenThere(1, (n) => n + 1)).toBe(2);
  expect(await whenThere(Promise.resolve(1), (n) => n + 1)).toBe(2);
  await expect(whenThere(Promise.reject(new Error("no")), () => 1)).rejects.toThrow("no");
});
