import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { divert, gather } from "../../../src/cli/terminal/foreign-output.ts";

const written = (stream: PassThrough) => String(stream.read() ?? "");

it("sends what others write elsewhere, and gives the stream back", () => {
  const stream = new PassThrough();
  const own = stream.write;
  const taken: string[] = [];
  const diverted = divert(stream, (text) => taken.push(text));
  stream.write("theirs");
  stream.write(new TextEncoder().encode("bytes"));
  diverted.write("ours");
  expect([taken, written(stream)]).toEqual([["theirs", "bytes"], "ours"]);
  diverted.restore();
  expect(stream.write).toBe(own);
  stream.write("again");
  expect(written(stream)).toBe("again");
});

it("tells those who wrote that it was written", async () => {
  const stream = new PassThrough();
  divert(stream, () => {});
  await new Promise<void>((resolve) => stream.write("text", () => resolve()));
  await new Promise<void>((resolve) => stream.write("text", "utf8", () => resolve()));
  expect(stream.write("text")).toBe(true);
});

it("keeps a character whole that was written in two parts", () => {
  const stream = new PassThrough();
  const taken: string[] = [];
  divert(stream, (text) => taken.push(text));
  const [first, ...rest] = new TextEncoder().encode("é");
  stream.write(Uint8Array.of(first ?? 0));
  stream.write(Uint8Array.from(rest));
  expect(taken.join("")).toBe("é");
});

it("can divert a stream twice: our own words go to the stream itself", () => {
  const stream = new PassThrough();
  const outer: string[] = [];
  const inner: string[] = [];
  const first = divert(stream, (text) => outer.push(text));
  const second = divert(stream, (text) => inner.push(text));
  stream.write("a");
  second.write("b");
  second.restore();
  stream.write("c");
  first.write("d");
  first.restore();
  expect([outer, inner, written(stream)]).toEqual([["c"], ["a"], "bd"]);
});

it("gathers whole lines of all streams of a terminal, and what is left at the end", () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const others = gather([stdout, stderr]);
  stdout.write("one\ntw");
  stderr.write("o\nthree");
  expect(others.take()).toBe("one\ntwo\n");
  expect(others.take()).toBe("");
  others.flush();
  expect(others.take()).toBe("three\n");
  others.write("ours");
  others.restore();
  stderr.write("free");
  expect([written(stdout), written(stderr)]).toEqual(["ours", "free"]);
});

it("keeps the end of a flood that nobody takes", () => {
  const stdout = new PassThrough();
  const others = gather([stdout]);
  for (let i = 0; i < 30; i++) stdout.write(`${"x".repeat(100_000)}\n`);
  stdout.write("the last word\n");
  const taken = others.take();
  expect([taken.length, taken.endsWith("the last word\n")]).toEqual([1_000_000, true]);
  others.restore();
});
