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
