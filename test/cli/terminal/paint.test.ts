import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { afterEach, expect, it, vi } from "vitest";
import { coloured, paintFor, plain } from "../../../src/cli/terminal/paint.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("paints a text, and an empty one not at all", () => {
  expect(coloured("good", "done")).toBe("\u001b[32mdone\u001b[39m");
  expect(coloured("good", "")).toBe("");
  expect(plain("good", "done")).toBe("done");
});

it("paints nothing where the stream is no terminal, or colours are not wanted", () => {
  vi.stubEnv("FORCE_COLOR", undefined);
  vi.stubEnv("NO_COLOR", undefined);
  expect(paintFor(new PassThrough())).toBe(plain);
  const terminal = Object.assign(new PassThrough(), {
    isTTY: true,
    getColorDepth: WriteStream.prototype.getColorDepth,
  });
  vi.stubEnv("NO_COLOR", "1");
  expect(paintFor(terminal)).toBe(plain);
});

it("paints where colours are forced", () => {
  vi.stubEnv("NO_COLOR", undefined);
  vi.stubEnv("FORCE_COLOR", "1");
  expect(paintFor(new PassThrough())).toBe(coloured);
});
