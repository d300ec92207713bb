import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { endWithNpm } from "../../../examples/support-desk/with-npm.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const STARTED_BY_NPM = { npm_lifecycle_event: "start" };

it("fires when the npm that started it is gone", () => {
  let parent = 7;
  const signal = endWithNpm({ environment: STARTED_BY_NPM, parent: () => parent });
  vi.advanceTimersByTime(10_000);
  expect(signal.aborted).toBe(false);
  parent = 1;
  vi.advanceTimersByTime(300);
  expect(signal.reason).toBe("the npm that started the desk is gone");
});

it("never fires where npm did not start it", () => {
  let parent = 7;
  const signal = endWithNpm({ environment: {}, parent: () => parent });
  parent = 1;
  vi.advanceTimersByTime(10_000);
  expect(signal.aborted).toBe(false);
});
