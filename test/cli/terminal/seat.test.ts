import { expect, it } from "vitest";
import { openKeyboard, seated } from "../../../src/cli/terminal/seat.ts";
import { fakeTerminal } from "./fake-terminal.ts";

it("leaves the streams as they are where nobody sits at a terminal, or where they can type already", () => {
  const away = fakeTerminal(false).streams;
  expect(seated(away)).toBe(away);
  const present = fakeTerminal(true).streams;
  Object.assign(present.stdin, { isTTY: true });
  expect(seated(present)).toBe(present);
});

it("has no keyboard where there is no terminal, or what is there is none", () => {
  expect(openKeyboard("/nowhere/tty")).toBeUndefined();
  expect(openKeyboard("/dev/null")).toBeUndefined();
});
