import fc from "fast-check";
import { expect, it } from "vitest";
import { compareRows } from "../../../src/plan/diff/rows.ts";

interface Item {
  readonly key: string;
  readonly like: string;
}

const known = { keyOf: ({ key }: Item) => key, likenessOf: ({ like }: Item) => like };
const items = (keys: string): readonly Item[] => keys.split("").map((key) => ({ key, like: key }));
const compared = (before: string, after: string) => {
  const { pairs, removed, added } = compareRows(items(before), items(after), known);
  const moved = pairs.flatMap(({ before: { key }, from, to, isMoved }) => (isMoved ? [`${key} ${from} → ${to}`] : []));
  return { moved, removed: removed.map(({ key }) => key), added: added.map(({ key }) => key) };
};

it("says what is in one list only, and does not say that the others moved for that", () => {
  expect(compared("abcd", "xbcd")).toEqual({ moved: [], removed: ["a"], added: ["x"] });
  expect(compared("bcd", "abcd")).toEqual({ moved: [], removed: [], added: ["a"] });
});

it("says of as few as possible that they moved, and of two that changed places of the later name", () => {
  expect(compared("abcd", "bcda").moved).toEqual(["a 0 → 3"]);
  expect(compared("abcd", "dabc").moved).toEqual(["d 3 → 0"]);
  expect(compared("ab", "ba").moved).toEqual(["b 1 → 0"]);
  expect(compared("abcdef", "afcdeb").moved).toEqual(["b 1 → 5", "f 5 → 1"]);
});

it("takes what is alike for the same under another key", () => {
  const rows = compareRows([{ key: "a", like: "x" }], [{ key: "b", like: "x" }], known);
  expect(rows).toMatchObject({ pairs: [{ before: { key: "a" }, after: { key: "b" } }], removed: [], added: [] });
});

it("names all that stand elsewhere where there are too many to seek those that moved", () => {
  const keys = Array.from({ length: 1_002 }, (_, at) => ({ key: String(at), like: String(at) }));
  const { pairs } = compareRows(keys, keys.toReversed(), known);
  expect(pairs.filter(({ isMoved }) => isMoved)).toHaveLength(1_002);
});

const list = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"), { maxLength: 8 })
  .chain((keys) =>
    fc.tuple(...keys.map((key) => fc.record({ key: fc.constant(key), like: fc.constantFrom("x", "y") }))),
  );

it("pairs what has one key, leaves those that did not move in order, and says the same the other way around", () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      const there = compareRows<Item>(before, after, known);
      const back = compareRows<Item>(after, before, known);
      expect(back.added).toEqual(there.removed);
      expect(back.removed).toEqual(there.added);
      const turned = back.pairs.map((pair) => ({
        before: pair.after,
        after: pair.before,
        from: pair.to,
        to: pair.from,
        isMoved: pair.isMoved,
      }));
      expect(turned.toSorted((a, b) => a.from - b.from)).toEqual(there.pairs);
      const steady = there.pairs.filter(({ isMoved }) => !isMoved).map(({ to }) => to);
      expect(steady).toEqual(steady.toSorted((a, b) => a - b));
      const shared = before.flatMap(({ key }) => (after.some((other) => other.key === key) ? [key] : []));
      const paired = there.pairs.flatMap((pair) => (pair.before.key === pair.after.key ? [pair.before.key] : []));
      expect(paired).toEqual(shared);
    }),
  );
});
