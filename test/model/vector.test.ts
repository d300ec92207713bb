import fc from "fast-check";
import { expect, it } from "vitest";
import { at, EMPTY, filled, fromArray, put, take, toArray, type Vector } from "../../src/model/vector.ts";

function vectorOf<T>(values: readonly T[]): Vector<T> {
  return values.reduce<Vector<T>>((vector, value, index) => put(vector, index, value), EMPTY);
}

it("grows by one at its end", () => {
  expect(toArray(put(put(EMPTY, 0, "a"), 1, "b"))).toEqual(["a", "b"]);
});

it("leaves the vector that was changed as it was", () => {
  const before = vectorOf(["a", "b"]);
  put(before, 0, "changed");
  expect(toArray(before)).toEqual(["a", "b"]);
});

it("shares what did not change, so that a change of one of 10,000 copies few of them", () => {
  const before = filled(10_000, 0);
  const after = put(before, 5_000, 1);
  const copied = after.chunks.filter((chunk, place) => chunk !== before.chunks[place]);
  expect(copied.flat()).toHaveLength(128);
});

it("is undefined outside", () => {
  const vector = vectorOf(["a"]);
  expect([at(vector, -1), at(vector, 1), at(vector, 0.5), at(vector, 1_000)]).toEqual(Array(4).fill(undefined));
});

it.each([-1, 2, 0.5, Number.NaN])("refuses to put at %d in a vector of one", (index) => {
  expect(() => put(vectorOf(["a"]), index, "b")).toThrow(RangeError);
});

it("fills a length with one value", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), (length) => {
      expect(toArray(filled(length, "x"))).toEqual(Array.from({ length }, () => "x"));
    }),
  );
});

const changes = fc.array(fc.tuple(fc.nat({ max: 1_000_000 }), fc.integer()), { maxLength: 400 });

it("is an array under any changes, also across the borders of its chunks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), changes, (length, script) => {
      const array = Array.from({ length }, () => 0);
      let vector: Vector<number> = filled(length, 0);
      for (const [place, value] of script) {
        const index = place % (array.length + 1);
        array[index] = value;
        vector = put(vector, index, value);
      }
      expect(toArray(vector)).toEqual(array);
      expect(vector.length).toBe(array.length);
      expect(array.map((_, index) => at(vector, index))).toEqual(array);
    }),
  );
});

it("takes what comes before a length, and all of it where there is no more", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (length, until) => {
      const array = Array.from({ length }, (_, index) => index);
      const taken = take(vectorOf(array), until);
      expect([toArray(taken), taken.length]).toEqual([array.slice(0, until), Math.min(length, until)]);
      expect(toArray(put(taken, taken.length, -1))).toEqual([...array.slice(0, until), -1]);
    }),
  );
});

it("is made of a list at once as it would be one by one", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 400 }), (values) => {
      expect(fromArray(values)).toEqual(vectorOf(values));
    }),
  );
});
