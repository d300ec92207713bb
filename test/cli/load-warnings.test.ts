import { once } from "node:events";
import { expect, it } from "vitest";
import { heldBack, quietly } from "../../src/cli/load-warnings.ts";

it("holds back what Node says of how it loads modules, and gives the listeners back", async () => {
  const heard: string[] = [];
  const listener = ({ message }: Error) => void heard.push(message);
  process.on("warning", listener);
  const listeners = process.listeners("warning");
  const warnings = heldBack();
  process.emitWarning("Module type of file:///plan.ts is not specified and it doesn't parse as CommonJS.");
  process.emitWarning("Type Stripping is an experimental feature and might change at any time", "ExperimentalWarning");
  await warnings.release();
  expect({ heard, isCommonJs: warnings.sayCommonJs() }).toEqual({ heard: [], isCommonJs: false });
  expect(process.listeners("warning")).toEqual(listeners);
  process.off("warning", listener);
});

it("hears that Node took a module for CommonJS", async () => {
  const warnings = heldBack();
  process.emitWarning('Failed to load the ES module: /plan.ts. Make sure to set "type": "module"');
  await warnings.release();
  expect(warnings.sayCommonJs()).toBe(true);
});

it("passes on any other warning", async () => {
  const heard = once(process, "warning");
  const warnings = heldBack();
  process.emitWarning("mind the gap", "PlatformWarning");
  expect(await heard).toMatchObject([{ name: "PlatformWarning", message: "mind the gap" }]);
  await warnings.release();
});

it("says nothing of Node's SQLite while that is loaded, and hands on what was thrown", async () => {
  const heard: string[] = [];
  const listener = ({ message }: Error) => void heard.push(message);
  process.on("warning", listener);
  const loading = quietly(async () => {
    process.emitWarning("SQLite is an experimental feature and might change at any time", "ExperimentalWarning");
    throw new Error("no such file");
  });
  await expect(loading).rejects.toThrow("no such file");
  process.off("warning", listener);
  expect(heard).toEqual([]);
});
