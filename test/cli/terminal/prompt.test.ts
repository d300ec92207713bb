import { expect, it } from "vitest";
import { promptLine } from "../../../src/cli/terminal/prompt.ts";
import { createTypist } from "./typist.ts";

const never = new AbortController().signal;

it("gives what was typed, and leaves the cursor on the next line", async () => {
  const { desk, terminal, type } = createTypist();
  const typed = promptLine(desk, "> ", never);
  await type("approve\r");
  expect(await typed).toEqual({ line: "approve", rows: 1 });
  expect(terminal.lines()).toEqual(["> approve", ""]);
});

it("counts the rows that a long line takes", async () => {
  const { desk, type } = createTypist(20);
  const typed = promptLine(desk, "> ", never);
  await type(`${"x".repeat(45)}\r`);
  expect((await typed)?.rows).toBe(3);
});

it("gives nothing when it is too late, and ends the line", async () => {
  const { desk, terminal, type } = createTypist();
  const late = new AbortController();
  const typed = promptLine(desk, "> ", late.signal);
  await type("appr");
  late.abort("too late");
  expect(await typed).toBeUndefined();
  expect(terminal.lines()).toEqual(["> appr", ""]);
});

it("gives nothing at the end of the input", async () => {
  const { desk, terminal, type } = createTypist();
  const typed = promptLine(desk, "> ", never);
  await type("\u0004");
  expect(await typed).toBeUndefined();
  expect(terminal.lines()).toEqual([">", ""]);
});

it("hears Ctrl-C, and goes on", async () => {
  const { desk, interrupts, type } = createTypist();
  const typed = promptLine(desk, "> ", never);
  await type("\u0003");
  await type("x\r");
  expect(await typed).toMatchObject({ line: "x" });
  expect(interrupts()).toBe(1);
});
