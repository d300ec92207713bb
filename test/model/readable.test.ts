import fc from "fast-check";
import { expect, it } from "vitest";
import { fieldsOf, itemsOf, kindOf } from "../../src/model/readable.ts";

const trap = () => {
  throw new Error("trapped");
};
const hostile = new Proxy({}, { get: trap, has: trap, ownKeys: trap });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

it("reads the items of a list, holes as undefined", () => {
  const holes: unknown[] = [];
  holes.length = 2;
  expect([itemsOf([1, 2]), itemsOf(holes), itemsOf([])]).toEqual([[1, 2], [undefined, undefined], []]);
});

it("reads the fields of a record, of an imported module too", async () => {
  const module: unknown = await import("../../src/model/readable.ts");
  expect(fieldsOf({ a: 1, b: undefined })).toEqual([
    ["a", 1],
    ["b", undefined],
  ]);
  expect(fieldsOf(Object.create(null))).toEqual([]);
  expect(
    fieldsOf(module)
      ?.map(([name]) => name)
      .toSorted(),
  ).toEqual(["fieldsOf", "itemsOf", "kindOf"]);
});

it("reads nothing of what is of another kind, nor of what is known by a mark alone", () => {
  for (const value of [undefined, null, 3, "ab", { length: 0 }, new Set([1])]) expect(itemsOf(value)).toBeUndefined();
  for (const value of [undefined, 3, "ab", [1], new Map([["a", 1]]), new Date(0), { [Symbol.for("mark")]: 1 }, () => 1])
    expect(fieldsOf(value)).toBeUndefined();
  expect(fieldsOf({ [Symbol.for("mark")]: 1, a: 1 })).toEqual([["a", 1]]);
});

it("names the kind of an object", () => {
  expect([{}, [], new Map(), Promise.resolve(), new Date(0)].map(kindOf)).toEqual([
    "Object",
    "Array",
    "Map",
    "Promise",
    "Date",
  ]);
});

it("never throws, whatever it is given", () => {
  const getter = Object.defineProperty({}, "a", { get: trap, enumerable: true });
  for (const value of [hostile, revoked])
    expect([itemsOf(value), fieldsOf(value), kindOf(value)]).toEqual([undefined, undefined, undefined]);
  expect(fieldsOf(getter)).toBeUndefined();
  fc.assert(
    fc.property(
      fc.anything({ withNullPrototype: true, withSparseArray: true, withDate: true, withMap: true }),
      (value) => {
        const items = itemsOf(value);
        expect(items?.length).toBe(Array.isArray(value) ? value.length : undefined);
        expect(() => fieldsOf(value)).not.toThrow();
      },
    ),
  );
});
