import { expect, it } from "vitest";
import { createInbox } from "../../src/hosts/inbox.ts";

it("gives all there is, in order, at once", () => {
  const inbox = createInbox<number>();
  for (const value of [1, 2, 3]) inbox.put(value);
  expect([inbox.size, inbox.take(), inbox.size]).toEqual([3, [1, 2, 3], 0]);
});

it("lets its reader wait for the next things to come", async () => {
  const inbox = createInbox<number>();
  const waiting = inbox.take();
  inbox.put(1);
  inbox.put(2);
  expect([await waiting, inbox.take()]).toEqual([[1], [2]]);
});

it("takes nothing in once it is closed", async () => {
  const inbox = createInbox<number>();
  inbox.put(1);
  inbox.close();
  inbox.put(2);
  expect([inbox.size, inbox.take()]).toEqual([1, [1]]);
});

it("says whether what comes is one more, or went into what waits", () => {
  const inbox = createInbox<number>((value, waiting) => {
    const place = waiting.findIndex((other) => other % 10 === value % 10);
    return place < 0 ? undefined : { place, becomes: value };
  });
  expect([inbox.put(1), inbox.put(2), inbox.put(21), inbox.size]).toEqual([true, true, false, 2]);
  expect(inbox.take()).toEqual([21, 2]);
  inbox.close();
  expect(inbox.put(3)).toBe(false);
});

it("wakes its reader with the first thing, and joins only what comes behind that", async () => {
  const inbox = createInbox<number>((value, waiting) =>
    waiting.length === 0 ? undefined : { place: 0, becomes: value },
  );
  const first = inbox.take();
  for (const value of [1, 2, 3]) inbox.put(value);
  expect([await first, inbox.take()]).toEqual([[1], [3]]);
});
