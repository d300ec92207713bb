import { describe, expect, test } from "vitest";
import { endingOf } from "../../bench/compare/endings.ts";
import { ending, shown } from "../../bench/compare/sight.ts";
import { countLines } from "../../bench/compare/sides.ts";
import { createWorld } from "../../bench/compare/world.ts";

describe("counting lines", () => {
  test("leaves out blanks, comments and imports, also those over several lines", () => {
    const source = [
      'import { a } from "a";',
      "import {",
      "  b,",
      '} from "b";',
      "",
      "/** What it",
      " * does. */",
      "export const c = a;",
      "// why",
      "export const d = {",
      "  b,",
      "};",
    ];
    expect(countLines(source.join("\n"))).toBe(4);
  });
});

describe("what was seen", () => {
  test("shows values on one line, and errors by name and message", () => {
    expect(shown({ a: [1] })).toBe('{"a":[1]}');
    expect(shown(undefined)).toBe("undefined");
    expect(shown(new TypeError("no\nmore"))).toBe("TypeError: no");
  });

  test("says how a promise settled", async () => {
    expect(await ending(Promise.resolve("x"))).toBe('resolves with "x"');
    expect(await ending(Promise.reject(new Error("y")))).toBe("rejects with Error: y");
  });

  test("reads how a task ended in whatever a framework gives", async () => {
    const outcome = { status: "failed", failure: { message: "down" }, finished: { a: 1, b: 2 } };
    const result = { status: "success", result: "x", steps: { input: "i", a: { status: "success" }, b: {} } };
    expect(await endingOf(Promise.resolve(outcome))).toEqual({ how: "failed", said: "down", kept: 2 });
    expect(await endingOf(Promise.resolve(result))).toEqual({ how: "success", said: '"x"', kept: 1 });
    expect(await endingOf(Promise.resolve("x"))).toEqual({ how: "resolves", said: '"x"', kept: 0 });
    expect(await endingOf(Promise.reject(new Error("down")))).toEqual({ how: "rejects", said: "down", kept: 0 });
  });
});

describe("the world of a pattern", () => {
  test("fails where its fault says so, and counts that", async () => {
    const world = createWorld({ step: "price", when: (item) => item === "unicorn" });
    expect(await world.price("pen")).toBe("pen: 3");
    await expect(world.price("unicorn")).rejects.toThrow("the line is down");
    expect(world.faults()).toBe(1);
  });
});
