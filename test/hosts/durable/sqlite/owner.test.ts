import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isGone, thisOwner } from "../../../../src/hosts/durable/sqlite/owner.ts";

const here = thisOwner();
/** Above all numbers that Linux gives. */
const NOBODY = 2 ** 22 + 1;

it("does not take itself for dead", () => {
  expect(here.pid).toBe(process.pid);
  expect(isGone(here)).toBe(false);
});

it("knows that a process is dead, also where only its number is known", () => {
  expect(isGone({ ...here, pid: NOBODY })).toBe(true);
  expect(isGone({ ...here, pid: NOBODY, born: "" })).toBe(true);
  expect(isGone({ ...here, born: "" })).toBe(false);
});

it.runIf(process.platform === "linux")("tells a process from an earlier one with its number", () => {
  const [boot, space] = here.born.split(" ");
  expect(isGone({ ...here, born: `${boot} ${space} 1` })).toBe(true);
  expect(isGone({ ...here, born: `another-boot ${space} 1` })).toBe(true);
});

it("cannot tell of a process on another machine", () => {
  expect(isGone({ ...here, host: "elsewhere", pid: NOBODY })).toBe(false);
});

it.runIf(process.platform === "linux")("cannot tell of a process in another container", () => {
  const [boot = "", , start = ""] = here.born.split(" ");
  expect(isGone({ ...here, pid: NOBODY, born: `${boot} pid:[1] ${start}` })).toBe(false);
});

it("does not take a process of somebody else for dead because it may not be signalled", () => {
  expect(isGone({ ...here, pid: 1, born: "" })).toBe(false);
});

it.runIf(process.platform === "linux")(
  "takes a killed process for dead before its parent has heard of it",
  async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(child, "spawn");
    const pid = child.pid ?? NOBODY;
    const [boot, space] = here.born.split(" ");
    const start = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[21];
    const owner = { ...here, pid, born: `${boot} ${space} ${start}` };
    expect(isGone(owner)).toBe(false);
    process.kill(pid, "SIGKILL");
    // The event loop does not turn meanwhile, so that nobody fetches what is left of the child.
    const began = performance.now();
    let isDead = false;
    while (!isDead && performance.now() - began < 5_000) isDead = isGone(owner);
    expect(isDead).toBe(true);
    await once(child, "exit");
  },
);
