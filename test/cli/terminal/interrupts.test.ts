import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { INTERRUPTED, onInterrupt } from "../../../src/cli/terminal/interrupts.ts";
import { planFile, startTroupe } from "../troupe-process.ts";

it("cancels at the first press, and takes its echo for the same one", () => {
  const heard: string[] = [];
  const interrupts = onInterrupt((by) => heard.push(by));
  process.emit("SIGINT");
  interrupts.press();
  interrupts.close();
  expect(heard).toEqual(["Ctrl-C"]);
});

it("hears SIGTERM, and that the terminal was closed, and says so", () => {
  for (const signal of ["SIGTERM", "SIGHUP"] as const) {
    const heard: string[] = [];
    const interrupts = onInterrupt((by) => heard.push(by));
    process.emit(signal);
    interrupts.close();
    expect(heard).toEqual([signal]);
  }
});

it("remembers what it heard first", () => {
  const interrupts = onInterrupt(() => {});
  expect(interrupts.heard()).toBeUndefined();
  process.emit("SIGTERM");
  interrupts.press();
  interrupts.close();
  expect(interrupts.heard()).toBe("SIGTERM");
});

it("leaves no listener behind", () => {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const count = () => signals.reduce((sum, signal) => sum + process.listenerCount(signal), 0);
  const before = count();
  const interrupts = onInterrupt(() => {});
  expect(count()).toBe(before + 3);
  interrupts.close();
  expect(count()).toBe(before);
  expect(INTERRUPTED).toBe(130);
});

it("ends the process at once at the second press, whatever still works", async () => {
  const child = startTroupe(["run", planFile("deaf.ts")]);
  child.stdin.end();
  let again: NodeJS.Timeout | undefined;
  child.stdout.once("data", () => {
    again = setInterval(() => child.kill("SIGINT"), 100);
  });
  const [said] = await Promise.all([text(child.stdout), once(child, "close")]);
  clearInterval(again);
  expect(child.exitCode).toBe(130);
  expect(said).toContain("deaf  cancelling: Ctrl-C");
  expect(said).not.toContain("cancelled");
});
