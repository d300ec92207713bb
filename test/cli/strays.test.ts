import { expect, it } from "vitest";
import { catchStrays } from "../../src/cli/strays.ts";
import { fakeTerminal } from "./terminal/fake-terminal.ts";

const count = () => process.listenerCount("uncaughtException") + process.listenerCount("exit");

it("listens while a run is under way, and leaves no listener behind", () => {
  const before = count();
  const strays = catchStrays(() => {}, fakeTerminal(false).streams.stderr);
  expect(count()).toBe(before + 2);
  strays.release();
  expect(strays.caught()).toBe(0);
  expect(count()).toBe(before);
});
