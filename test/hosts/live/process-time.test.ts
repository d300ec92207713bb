import { expect, it } from "vitest";
import { later, processTime, repeat } from "../../../src/hosts/live/process-time.ts";

it("is the machine's clock", () => {
  const [before, now, after] = [Date.now(), processTime(), Date.now()];
  expect([before <= now, now <= after]).toEqual([true, true]);
});

it("repeats until it is ended", async () => {
  const enough = Promise.withResolvers<void>();
  let count = 0;
  const end = repeat(() => {
    count += 1;
    if (count === 3) enough.resolve();
  }, 1);
  await enough.promise;
  end();
  const counted = count;
  await new Promise<void>((resolve) => later(resolve, 10));
  expect(count).toBe(counted);
});

it("acts later, unless it is taken back", async () => {
  const acts: string[] = [];
  const takeBack = later(() => acts.push("taken back"), 1);
  takeBack();
  await new Promise<void>((resolve) => later(resolve, 5));
  expect(acts).toEqual([]);
});
