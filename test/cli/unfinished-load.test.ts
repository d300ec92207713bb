import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { watchLoad } from "../../src/cli/unfinished-load.ts";
import { retyped } from "../../src/plan/erasure.ts";

const listeners = () => ["beforeExit", "exit"].map((event) => process.listenerCount(event));

it("says of a module that it is never loaded as soon as nothing is left to do", async () => {
  const watch = watchLoad("plan.ts", process.stderr);
  const idle = process.listeners("beforeExit").at(-1);
  idle?.(0);
  expect(await watch.stuck).toMatchObject({ code: "BAD_MODULE", facts: { module: "plan.ts" } });
  watch.release();
});

it("says which module ended the process, and lets that not pass for a success", async () => {
  const stderr = new PassThrough();
  const before = process.exitCode;
  const watch = watchLoad("plan.ts", retyped(stderr));
  process.listeners("exit").at(-1)?.(0);
  const code = process.exitCode;
  process.exitCode = before;
  watch.release();
  stderr.end();
  expect([code, await text(stderr)]).toEqual([
    1,
    expect.stringContaining("BAD_MODULE plan.ts, or what it imports, called process.exit(0)"),
  ]);
});

it("leaves nothing behind when the module is loaded", () => {
  const before = listeners();
  const watch = watchLoad("plan.ts", process.stderr);
  expect(listeners()).toEqual(before.map((count) => count + 1));
  watch.release();
  expect(listeners()).toEqual(before);
});
