import fc from "fast-check";
import { expect, it } from "vitest";
import { createQueue } from "../../src/kernel/queue.ts";

it("gives back what was put in, in that order", () => {
  const queue = createQueue<string>();
  queue.put("first");
  queue.put("second");
  expect([queue.take(), queue.take(), queue.take()]).toEqual(["first", "second", undefined]);
});

it("goes on after it was empty", () => {
  const queue = createQueue<number>();
  queue.take();
  queue.put(1);
  expect([queue.size, queue.take(), queue.size]).toEqual([1, 1, 0]);
});

const uses = fc.array(fc.record({ puts: fc.nat({ max: 2_000 }), takes: fc.nat({ max: 2_000 }) }), { maxLength: 8 });

it("is an array that is pushed at its end and shifted at its beginning, also when it grows long", () => {
  fc.assert(
    fc.property(uses, (script) => {
      const queue = createQueue<number>();
      const array: number[] = [];
      let next = 0;
      for (const { puts, takes } of script) {
        for (let i = 0; i < puts; i++) {
          queue.put(next);
          array.push(next++);
        }
        const taken = Array.from({ length: takes }, () => queue.take());
        expect(taken).toEqual([...array.splice(0, takes), ...Array<undefined>(takes).fill(undefined)].slice(0, takes));
        expect(queue.size).toBe(array.length);
      }
    }),
    { numRuns: 50 },
  );
});
