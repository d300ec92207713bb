import fc from "fast-check";
import { expect, it } from "vitest";
import { type TimeHeap, timeHeap } from "../../src/model/heap.ts";

function drained<T>(heap: TimeHeap<T>): readonly T[] {
  const values: T[] = [];
  for (let entry = heap.pop(); entry !== undefined; entry = heap.pop()) values.push(entry.value);
  return values;
}

it("gives the earliest first, whatever the order in which they were put in", () => {
  const heap = timeHeap<string>();
  heap.push(30, "late");
  heap.push(10, "early");
  heap.push(20, "between");
  expect(drained(heap)).toEqual(["early", "between", "late"]);
});

it("gives what was put in for one time in the order of putting in", () => {
  const heap = timeHeap<string>();
  for (const name of ["first", "second", "third", "fourth"]) heap.push(10, name);
  expect(drained(heap)).toEqual(["first", "second", "third", "fourth"]);
});

it("shows the earliest without taking it out", () => {
  const heap = timeHeap<string>();
  heap.push(10, "only");
  expect([heap.peek()?.value, heap.peek()?.value, heap.size]).toEqual(["only", "only", 1]);
});

it("has nothing to show or to give when it is empty", () => {
  const heap = timeHeap<string>();
  expect([heap.peek(), heap.pop(), heap.size]).toEqual([undefined, undefined, 0]);
});

type Use = { readonly at: number } | "pop";
const uses: fc.Arbitrary<readonly Use[]> = fc.array(
  fc.oneof(
    fc.record({ at: fc.integer({ min: 0, max: 8 }) }),
    fc.record({ at: fc.double({ noNaN: true }) }),
    fc.constant("pop" as const),
  ),
);

it("is a list kept sorted by time, stably, under any pushes and pops", () => {
  fc.assert(
    fc.property(uses, (script) => {
      const heap = timeHeap<number>();
      let sorted: { readonly at: number; readonly value: number }[] = [];
      for (const [value, use] of script.entries()) {
        const isPop = use === "pop";
        expect(isPop ? heap.pop()?.value : heap.push(use.at, value)).toBe(isPop ? sorted.shift()?.value : undefined);
        if (!isPop) sorted = [...sorted, { at: use.at, value }].toSorted((a, b) => a.at - b.at);
        expect([heap.size, heap.peek()?.value]).toEqual([sorted.length, sorted[0]?.value]);
      }
    }),
  );
});
