import { expect, it } from "vitest";
import { ownFrame } from "../../src/model/stack-frame.ts";

const stack = (...frames: readonly string[]) =>
  ["TypeError: x is not a function", ...frames.map((frame) => `    at ${frame}`)].join("\n");
const troupe = new URL("../../src/hosts/attempt.ts", import.meta.url);

it.each([
  ["of a module", "work (file:///app/tools.ts:3:14)", "/app/tools.ts:3:14"],
  ["of a script", "Object.work (/app/tools.js:3:14)", "/app/tools.js:3:14"],
  ["of a function without a name", "file:///app/tools.ts:3:14", "/app/tools.ts:3:14"],
  ["of a function that waited", "async file:///app/tools.ts:3:14", "/app/tools.ts:3:14"],
  ["of a constructor", "new Tool (file:///app/tools.ts:3:14)", "/app/tools.ts:3:14"],
  ["with a space in its path", "work (file:///my%20app/tools.ts:3:14)", "/my app/tools.ts:3:14"],
  ["whose path is badly encoded", "work (file:///100%/tools.ts:3:14)", "/100%/tools.ts:3:14"],
  ["on Windows", "work (file:///C:/app/tools.ts:3:14)", "C:/app/tools.ts:3:14"],
  ["of a script on Windows", String.raw`work (C:\app\tools.js:3:14)`, String.raw`C:\app\tools.js:3:14`],
])("is the place of a frame %s", (_, frame, place) => {
  expect(ownFrame(stack(frame))).toBe(place);
});

it("is the first that is the thrower's own: not a library's, not Node's, not ours", () => {
  const frames = [
    "Array.map (<anonymous>)",
    "eval (eval at <anonymous> (file:///app/other.ts:1:1), <anonymous>:1:1)",
    "node:internal/process/task_queues:95:5",
    "parse (file:///app/node_modules/library/index.js:1:2)",
    String.raw`parse (C:\app\node_modules\library\index.js:1:2)`,
    `spend (${troupe.href}:9:9)`,
    `spend (${troupe.pathname}:9:9)`,
    "work (file:///app/tools.ts:3:14)",
    "main (file:///app/main.ts:1:1)",
  ];
  expect(ownFrame(stack(...frames))).toBe("/app/tools.ts:3:14");
});

it("is not looked for in the message", () => {
  expect(ownFrame("Error: at home (/not/here.ts:1:1)\nat (/nor/here.ts:1:1)")).toBeUndefined();
});

it("is unknown where every frame is somebody else's, and where there is none", () => {
  expect([ownFrame(stack("node:internal/timers:1:1")), ownFrame("Error: ?"), ownFrame("")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it("is found fast in a stack as long as can be", () => {
  const long = stack(
    ...Array.from({ length: 100_000 }, () => "node:internal/timers:1:1"),
    `${"(".repeat(100_000)}:1:1`,
  );
  const began = performance.now();
  ownFrame(long);
  expect(performance.now() - began).toBeLessThan(500);
});
