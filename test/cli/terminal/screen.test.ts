import fc from "fast-check";
import { expect, it } from "vitest";
import { createScreen } from "../../../src/cli/terminal/screen.ts";
import { createEmulator } from "./emulator.ts";

function open(columns = 80) {
  const terminal = createEmulator(columns);
  const written: string[] = [];
  const write = (text: string) => {
    written.push(text);
    terminal.write(text);
  };
  return { terminal, written, screen: createScreen({ write, columns: () => columns }) };
}

it("draws over its last picture, also where the new one is shorter", () => {
  const { terminal, screen } = open();
  screen.draw(["one", "two", "three"]);
  screen.draw(["eins", "zwei"]);
  expect(terminal.lines()).toEqual(["eins", "zwei", ""]);
  screen.close();
});

it("draws in one update, and nothing where nothing has changed", () => {
  const { written, screen } = open();
  screen.draw(["one"]);
  screen.draw(["one"]);
  expect(written).toHaveLength(1);
  expect(written[0]?.startsWith("\u001b[?2026h") && written[0].endsWith("\u001b[?2026l")).toBe(true);
});

it("puts what others print above the picture, for good", () => {
  const { terminal, screen } = open();
  screen.draw(["picture"]);
  screen.print("a word\n");
  screen.draw(["picture"]);
  expect(terminal.lines()).toEqual(["a word", "picture", ""]);
});

it("puts text above the picture and draws it again in one update", () => {
  const { terminal, written, screen } = open();
  screen.draw(["picture"]);
  screen.draw(["picture"], { above: "a word\n" });
  expect(terminal.lines()).toEqual(["a word", "picture", ""]);
  expect(written).toHaveLength(2);
});

it("draws again above a line that somebody types, and leaves them the cursor", () => {
  const { terminal, screen } = open();
  const line = { isShort: () => true, again: () => terminal.write("\r> appr") };
  screen.draw(["picture", "question"]);
  terminal.write("> appr");
  screen.draw(["a larger", "picture", "question"], { line });
  expect(terminal.lines()).toEqual(["a larger", "picture", "question", "> appr"]);
  screen.draw(["picture", "question"], { above: "a word\n", line });
  expect(terminal.lines()).toEqual(["a word", "picture", "question", "> appr"]);
  expect(terminal.isCursorHidden).toBe(false);
});

it("wipes what somebody typed below the picture", () => {
  const { terminal, screen } = open();
  screen.draw(["picture"]);
  terminal.write("? really\n> yes\n");
  screen.wipeBelow(2);
  screen.draw(["picture"]);
  expect(terminal.lines()).toEqual(["picture", ""]);
});

it("hides the cursor while it draws, and gives it back", () => {
  const { terminal, screen } = open();
  const listeners = process.listenerCount("exit");
  screen.draw(["picture"]);
  screen.draw(["2"], { line: { isShort: () => true, again: () => {} } });
  screen.draw(["3"]);
  expect([terminal.isCursorHidden, process.listenerCount("exit")]).toEqual([true, listeners + 1]);
  screen.close();
  screen.close();
  expect([terminal.isCursorHidden, process.listenerCount("exit")]).toEqual([false, listeners]);
  expect(terminal.lines()).toEqual([""]);
});

it("leaves the last picture and all that was printed, whatever came before", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "x"), maxLength: 20 });
  const step = fc.oneof(
    fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => ({ does: "draw" as const, lines })),
    line.map((text) => ({ does: "print" as const, text })),
    fc.array(line, { maxLength: 3 }).map((typed) => ({ does: "type" as const, typed })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { terminal, screen } = open(40);
      const printed: string[] = [];
      let picture: readonly string[] = [];
      for (const one of steps) {
        if (one.does === "draw") screen.draw((picture = one.lines));
        if (one.does === "print") {
          screen.print(`${one.text}\n`);
          printed.push(one.text);
          picture = [];
        }
        if (one.does === "type") {
          for (const typed of one.typed) terminal.write(`${typed}\n`);
          screen.wipeBelow(one.typed.length);
          screen.draw((picture = ["again"]));
        }
      }
      const expected = [...printed, ...picture].map((text) => text.trimEnd());
      expect(terminal.lines().slice(0, -1)).toEqual(expected);
      screen.close();
      expect(terminal.lines().slice(0, -1)).toEqual(printed.map((text) => text.trimEnd()));
    }),
  );
});
