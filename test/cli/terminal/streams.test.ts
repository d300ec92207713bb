import { PassThrough } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import { isAttended, isLive, type Streams, whenGone } from "../../../src/cli/terminal/streams.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream & NodeJS.ReadStream;
const streams = (stdin: boolean, stdout: boolean, stderr: boolean): Streams => ({
  stdin: stream(stdin),
  stdout: stream(stdout),
  stderr: stream(stderr),
});

it("is attended where somebody can read and type", () => {
  expect(isAttended(streams(true, true, true))).toBe(true);
  expect(isAttended(streams(true, false, true))).toBe(true);
  expect(isAttended(streams(false, true, true))).toBe(false);
  expect(isAttended(streams(true, false, false))).toBe(false);
});

it("is live on a terminal that can move its cursor", () => {
  vi.stubEnv("TERM", "xterm");
  expect([isLive(stream(true)), isLive(stream(false))]).toEqual([true, false]);
  vi.stubEnv("TERM", "dumb");
  expect(isLive(stream(true))).toBe(false);
});

it("tells those who want to know that nobody reads any more, and no error of it", () => {
  const pipe = stream(false);
  const heard: string[] = [];
  const stop = whenGone(pipe, () => heard.push("first"));
  whenGone(pipe, () => heard.push("second"));
  pipe.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  stop();
  pipe.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  expect(heard).toEqual(["first", "second", "second"]);
  expect(pipe.listenerCount("error")).toBe(1);
});

it("takes a terminal that was closed for a reader that is gone", () => {
  const terminal = stream(true);
  const heard: string[] = [];
  whenGone(terminal, () => heard.push("gone"));
  terminal.emit("error", Object.assign(new Error("write EIO"), { code: "EIO" }));
  expect(heard).toEqual(["gone"]);
});

it("says what is wrong where a stream cannot be written, as on a full disk", () => {
  const pipe = stream(false);
  const heard: unknown[] = [];
  whenGone(pipe, (problem) => heard.push(problem));
  pipe.emit("error", Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
  pipe.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  expect(heard).toEqual(["ENOSPC: no space left on device, write", undefined]);
});
