import { expect, it } from "vitest";
import { isLate } from "../../src/hosts/at-once.ts";

it("knows a promise, and nothing else", () => {
  expect([Promise.resolve(1), 1, "kind", undefined, null, { catch: () => {} }].map(isLate)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

it("lets nobody hear of a rejection that nobody waits for", async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => void unheard.push(error);
  process.on("unhandledRejection", hear);
  isLate(Promise.reject(new Error("nobody waits for this")));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", hear);
  expect(unheard).toEqual([]);
});
