import { expect, it } from "vitest";
import { INTERRUPTED, onInterrupt } from "../../../src/cli/terminal/interrupts.ts";

it("cancels at the first press, and takes its echo for the same one", () => {
  const heard: string[] = [];
  const interrupts = onInterrupt((by) => heard.push(by));
  process.emit("SIGINT");
  interrupts.press();
  interrupts.close();
  expect(heard).toEqual(["Ctrl-C"]);
});

it("hears SIGTERM, and says so", () => {
  const heard: string[] = [];
  const interrupts = onInterrupt((by) => heard.push(by));
  process.emit("SIGTERM");
  interrupts.close();
  expect(heard).toEqual(["SIGTERM"]);
});

it("leaves no listener behind", () => {
  const count = () => process.listenerCount("SIGINT") + process.listenerCount("SIGTERM");
  const before = count();
  const interrupts = onInterrupt(() => {});
  expect(count()).toBe(before + 2);
  interrupts.close();
  expect(count()).toBe(before);
  expect(INTERRUPTED).toBe(130);
});
