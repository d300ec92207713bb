import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAlarm } from "../../../src/hosts/live/alarm.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const rings: number[] = [];
const alarm = () => {
  rings.length = 0;
  return createAlarm(Date.now, () => void rings.push(Date.now()));
};

it("rings once, at its time", () => {
  alarm().set(50);
  vi.advanceTimersByTime(1_000);
  expect(rings).toEqual([50]);
});

it("rings at once for a time that has passed", () => {
  vi.advanceTimersByTime(100);
  alarm().set(50);
  vi.advanceTimersByTime(1);
  expect(rings.length).toBe(1);
});

it("rings earlier where that is asked for later", () => {
  const bell = alarm();
  bell.set(50);
  bell.set(20);
  vi.advanceTimersByTime(1_000);
  expect(rings).toEqual([20]);
});

it("stays as it is where a later time is asked for, and rings for that when it is asked again", () => {
  const bell = alarm();
  bell.set(20);
  bell.set(50);
  vi.advanceTimersByTime(30);
  bell.set(50);
  vi.advanceTimersByTime(1_000);
  expect(rings).toEqual([20, 50]);
});

it("does not ring where nobody asks any more", () => {
  const bell = alarm();
  bell.set(50);
  bell.set(undefined);
  vi.advanceTimersByTime(1_000);
  expect([rings, vi.getTimerCount()]).toEqual([[], 0]);
});

it("waits in turns for a time that is further away than Node's timers can wait", () => {
  const bell = alarm();
  const far = 2 ** 31 + 1_000;
  bell.set(far);
  vi.advanceTimersByTime(2 ** 31 - 1);
  expect(rings).toEqual([2 ** 31 - 1]);
  bell.set(far);
  vi.advanceTimersByTime(2_000);
  expect(rings.at(-1)).toBe(far);
});
