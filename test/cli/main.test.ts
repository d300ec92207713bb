import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { helpText } from "../../src/cli/help.ts";
import { planFile, startTroupe, troupe, troupeInto } from "./troupe-process.ts";

it("prints its help on stdout", async () => {
  expect(await troupe([])).toEqual({ code: 0, stdout: helpText(undefined), stderr: "" });
  expect(await troupe(["run", "--help"])).toEqual({ code: 0, stdout: helpText("run"), stderr: "" });
});

it("prints the version of the package", async () => {
  const about: unknown = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  const { code, stdout } = await troupe(["--version"]);
  expect(code).toBe(0);
  expect(about).toMatchObject({ version: stdout.trimEnd() });
});

it("ends with 1 on a wrong option, and names the near one on stderr", async () => {
  expect(await troupe(["run", planFile("echo.ts"), "--jsn"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "USAGE There is no option --jsn.\n  Did you mean --json?\n",
  });
});

it("ends with 1 on a wrong budget", async () => {
  expect(await troupe(["run", planFile("echo.ts"), "--budget", "step=4"])).toEqual({
    code: 1,
    stdout: "",
    stderr: 'BAD_BUDGET --budget has no ledger "step".\n  Did you mean "steps"?\n',
  });
});

it("ends with 1 where there is no plan", async () => {
  const { code, stdout, stderr } = await troupe(["run", planFile("no-plan.ts")]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^NOT_A_PLAN /);
});

it("ends with 1 where there are two plans and none is named, and runs the one that is", async () => {
  expect(await troupe(["run", planFile("two-plans.ts")])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("  Say which one, as in --export first.\n"),
  });
  expect(await troupe(["run", planFile("two-plans.ts"), "--export", "second", "--quiet"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("  output    2\n"),
  });
});

it("ends with 1 and the module's own stack where a module throws", async () => {
  const { code, stderr } = await troupe(["run", planFile("crashing.ts")]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^test\/cli\/plans\/crashing\.ts threw while it was loaded\.\nRangeError: the module is/);
  expect(stderr).toContain("crashing.ts:1:7");
});

it.each(["run", "check", "draw"])(
  "ends %s with 1 where a module waits at its top for what never comes",
  async (command) => {
    expect(await troupe([command, planFile("waiting.ts")])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "BAD_MODULE test/cli/plans/waiting.ts is never loaded: its top-level await waits for something that never comes.\n" +
        "  Await there only what settles; what takes long, or talks to the world, belongs into the work of an agent.\n",
    });
  },
);

it.each(["run", "check"])("ends %s with 1 where a module ends the process while it is loaded", async (command) => {
  const { code, stdout, stderr } = await troupe([command, planFile("leaving.ts")]);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^BAD_MODULE test\/cli\/plans\/leaving\.ts, or what it imports, called process\.exit\(0\) while it was loaded\.\n {2}A module/,
  );
});

it("is not kept alive by what a module left running", async () => {
  expect(await troupe(["draw", planFile("lingering.ts")])).toMatchObject({ code: 0, stderr: "" });
});

it("cancels the run when nobody reads its output any more", async () => {
  const child = startTroupe(["run", planFile("ticking.ts"), "--json"]);
  child.stdin.end();
  child.stdout.once("data", () => child.stdout.destroy());
  const [stderr] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect({ code: child.exitCode, stderr }).toEqual({ code: 130, stderr: "" });
});

it.runIf(existsSync("/dev/full"))("ends with 1, and says why, where its output cannot be written", async () => {
  for (const option of ["--json", "--quiet"]) {
    expect(await troupeInto("/dev/full", ["run", planFile("echo.ts"), option])).toEqual({
      code: 1,
      stderr: "note: the output cannot be written: ENOSPC: no space left on device, write\n",
    });
  }
});

it("says what an agent threw outside of its work, and cancels the run", async () => {
  for (const name of ["late", "rejected"]) {
    const { code, stdout, stderr } = await troupe(["run", planFile("straying.ts"), "--export", name]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Nobody waits for what was thrown here; the run cannot go on\.\nError: nobody hears me\n +at .*test\/cli\/plans\/straying\.ts:\d+:\d+\)?\n/,
    );
    expect(stdout).toContain("  reason    an error outside of any work: nobody hears me\n");
  }
});

it("says so where something ends the process before the run is over", async () => {
  expect(await troupe(["run", planFile("straying.ts"), "--export", "exits", "--quiet"])).toEqual({
    code: 7,
    stdout: "",
    stderr: "note: something called process.exit(7) before the run was over\n",
  });
  expect(await troupe(["run", planFile("straying.ts"), "--export", "leaves", "--quiet"])).toMatchObject({ code: 1 });
});
