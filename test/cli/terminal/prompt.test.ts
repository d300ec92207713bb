import { expect, it } from "vitest";
import { openPrompt } from "../../../src/cli/terminal/prompt.ts";
import { createTypist } from "./typist.ts";

const never = new AbortController().signal;

it("gives what was typed, and leaves the cursor on the next line", async () => {
  const { desk, terminal, type } = createTypist();
  const prompt = openPrompt(desk);
  const typed = prompt.line("> ", never);
  await type("approve\r");
  expect(await typed).toBe("approve");
  expect(terminal.lines()).toEqual(["> approve", ""]);
  prompt.close();
});

it("counts the rows that a long line takes", async () => {
  const { desk, type, rows } = createTypist(20);
  const prompt = openPrompt(desk);
  const typed = prompt.line("> ", never);
  await type(`${"x".repeat(45)}\r`);
  await typed;
  expect(rows()).toBe(3);
  prompt.close();
});

it("keeps the lines that are pasted at once, until they are asked for or forgotten", async () => {
  const { desk, terminal, type, rows } = createTypist();
  const prompt = openPrompt(desk);
  const first = prompt.line("> ", never);
  await type("one\rtwo\rthree\rfour");
  expect([await first, await prompt.line("… ", never), rows()]).toEqual(["one", "two", 3]);
  expect(prompt.forget()).toBe(1);
  const last = prompt.line("> ", never);
  await type("!\r");
  expect(await last).toBe("four!");
  expect(terminal.lines().slice(-2)).toEqual(["> four!", ""]);
  prompt.close();
});

it("gives nothing when it is too late, and ends the line", async () => {
  const { desk, terminal, type, rows } = createTypist();
  const late = new AbortController();
  const prompt = openPrompt(desk);
  const typed = prompt.line("> ", late.signal);
  await type("appr");
  late.abort("too late");
  expect(await typed).toBeUndefined();
  expect(terminal.lines()).toEqual(["> appr", ""]);
  expect(rows()).toBe(1);
  expect(await prompt.line("> ", late.signal)).toBeUndefined();
  prompt.close();
});

it("gives nothing at the end of the input", async () => {
  const { desk, terminal, type } = createTypist();
  const prompt = openPrompt(desk);
  const typed = prompt.line("> ", never);
  await type("\u0004");
  expect(await typed).toBeUndefined();
  expect(await prompt.line("> ", never)).toBeUndefined();
  expect(terminal.lines()).toEqual([">", ""]);
  prompt.close();
});

it("gives nothing when the terminal is gone", async () => {
  const { desk, type } = createTypist();
  const prompt = openPrompt(desk);
  desk.input.on("error", () => {});
  const typed = prompt.line("> ", never);
  await type("appr");
  desk.input.emit("error", Object.assign(new Error("setRawMode EIO"), { code: "EIO" }));
  expect(await typed).toBeUndefined();
  expect(await prompt.line("> ", never)).toBeUndefined();
  prompt.close();
});

it("hears Ctrl-C, and goes on", async () => {
  const { desk, interrupts, type } = createTypist();
  const prompt = openPrompt(desk);
  const typed = prompt.line("> ", never);
  await type("\u0003");
  await type("x\r");
  expect(await typed).toBe("x");
  expect(interrupts()).toBe(1);
  prompt.close();
});

it("can write the open line again, where it fits into one row", async () => {
  const { desk, terminal, type, open } = createTypist(20);
  const prompt = openPrompt(desk);
  const typed = prompt.line("> ", never);
  await type("appr");
  terminal.write("\r\u001b[J");
  open()?.again();
  expect(terminal.lines()).toEqual(["> appr"]);
  expect(open()?.isShort()).toBe(true);
  await type("x".repeat(20));
  expect(open()?.isShort()).toBe(false);
  await type("\r");
  await typed;
  expect(open()).toBeUndefined();
  prompt.close();
});
