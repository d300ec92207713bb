import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { createKeyboard } from "../../../src/cli/terminal/keyboard.ts";

function open(isTTY: boolean) {
  const modes: string[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY,
    setRawMode: (isRaw: boolean) => void modes.push(isRaw ? "raw" : "cooked"),
    ref: () => void modes.push("ref"),
    unref: () => void modes.push("unref"),
  });
  let interrupts = 0;
  const keyboard = createKeyboard(input as unknown as NodeJS.ReadStream, () => {
    interrupts += 1;
  });
  return { input, modes, keyboard, interrupts: () => interrupts };
}

it("swallows what is typed, hears Ctrl-C, and keeps no process alive", async () => {
  const { input, modes, keyboard, interrupts } = open(true);
  keyboard.take();
  keyboard.take();
  input.write("abc\r\u0003");
  await new Promise(setImmediate);
  expect([modes, interrupts(), input.readableLength]).toEqual([["raw", "unref"], 1, 0]);
});

it("leaves the keyboard to others, and can take it again", async () => {
  const { input, modes, keyboard, interrupts } = open(true);
  keyboard.take();
  keyboard.release();
  keyboard.release();
  input.write("\u0003");
  await new Promise(setImmediate);
  expect([modes, interrupts(), input.listenerCount("data")]).toEqual([["raw", "unref", "cooked", "ref"], 0, 0]);
  keyboard.take();
  expect(modes.at(-2)).toBe("raw");
  keyboard.release();
});

it("does nothing to an input that is no terminal", () => {
  const { input, modes, keyboard } = open(false);
  keyboard.take();
  keyboard.release();
  expect([modes, input.listenerCount("data")]).toEqual([[], 0]);
});
