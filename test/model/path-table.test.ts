import fc from "fast-check";
import { expect, it } from "vitest";
import { EMPTY_TABLE, enter, lookUp, type PathTable, valuesOf } from "../../src/model/path-table.ts";

it("keeps the order in which paths came", () => {
  let table: PathTable<number> = EMPTY_TABLE;
  for (const [path, value] of [
    ["b", 1],
    ["a", 2],
    ["b", 3],
  ] as const)
    table = enter(table, path, value);
  expect(valuesOf(table)).toEqual([3, 2]);
  expect(lookUp(table, "b")).toBe(3);
  expect(lookUp(table, "c")).toBeUndefined();
});

it("leaves the table that it came from as it was", () => {
  const before = enter(EMPTY_TABLE, "a", 1);
  enter(before, "a", 2);
  enter(before, "b", 2);
  expect(valuesOf(before)).toEqual([1]);
});

it("says what a map would say", () => {
  const entries = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat()), { maxLength: 300 });
  fc.assert(
    fc.property(entries, fc.string({ maxLength: 3 }), (list, other) => {
      const map = new Map(list);
      let table: PathTable<number> = EMPTY_TABLE;
      for (const [path, value] of list) table = enter(table, path, value);
      expect(valuesOf(table)).toEqual([...map.values()]);
      for (const path of [...map.keys(), other]) expect(lookUp(table, path)).toBe(map.get(path));
    }),
  );
});
