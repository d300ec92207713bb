import { expect, it } from "vitest";
import { makePath } from "../hosts/durable/place.ts";
import { killedRuns, REFUND } from "./journal/kept-runs.ts";
import { planFile, signalledAt, troupe } from "./troupe-process.ts";

/** Every line as JSON; throws where one is not. */
const facts = (stdout: string): readonly unknown[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

it("ends with 0 when the plan is done", async () => {
  const { code, stdout, stderr } = await troupe(["run", planFile("echo.ts"), "--quiet"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^✓ done · 1 of 5 steps · \S+\n {2}output {4}null\n$/);
});

it("ends with 0 when the plan is degraded", async () => {
  const { code, stdout } = await troupe(["run", planFile("skipping.ts"), "--quiet"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^✓ degraded /);
  expect(stdout).toContain("skipped   skipping/refuse: permanent: there is nothing to be done\n");
});

it("ends with 2 when the plan fails", async () => {
  const { code, stdout } = await troupe(["run", planFile("failing.ts"), "--quiet"]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/^✗ failed /);
  expect(stdout).toContain("failure   failing/refuse: permanent: there is nothing to be done\n");
});

it("shows what happens as lines where there is no terminal", async () => {
  const { stdout } = await troupe(["run", planFile("failing.ts")]);
  expect(stdout).toContain("failing/refuse  started\n");
  expect(stdout).toContain("failing/refuse  permanent: there is nothing to be done → escalate\n");
  expect(stdout).not.toContain("\u001b");
});

it("writes nothing but facts to stdout with --json, the outcome last", async () => {
  const { code, stdout, stderr } = await troupe(["run", planFile("chatty.ts"), "--json"]);
  expect(code).toBe(0);
  expect(facts(stdout).at(0)).toMatchObject({ seq: 0, type: "run.started", plan: "chatty" });
  expect(facts(stdout).at(-1)).toMatchObject({ type: "run.ended", outcome: { status: "done", output: 3 } });
  expect(facts(stdout)).toEqual(facts(stdout).map((_, seq) => expect.objectContaining({ seq })));
  expect(stderr).toBe("chatty is loaded\none\ntwo\nthree\nno line end");
});

it("gives a failure as the last fact with --json", async () => {
  const { code, stdout } = await troupe(["run", planFile("failing.ts"), "--json"]);
  expect(code).toBe(2);
  expect(facts(stdout).at(-1)).toMatchObject({ type: "run.ended", outcome: { status: "failed" } });
});

it("hands the input to the plan", async () => {
  const { stdout } = await troupe(["run", planFile("echo.ts"), "--json", "--input", "-"], '{"n": 7}');
  expect(facts(stdout).at(-1)).toMatchObject({ outcome: { status: "done", output: { n: 7 } } });
});

it("ends a plan that spends more than its budget, and notes beforehand that it may", async () => {
  const { code, stdout, stderr } = await troupe(["run", planFile("echo.ts"), "--budget", "steps=0"]);
  expect(code).toBe(2);
  expect(stdout).toContain("echo: budget: the steps ledger of echo is spent: 0 of 0");
  expect(stderr).toBe("note: a budget of 0 steps may end echo early: at worst, with every retry it may take 5\n");
});

it("notes nothing when it is to be quiet, or when the budget suffices", async () => {
  expect(await troupe(["run", planFile("echo.ts"), "--budget", "steps=0", "--quiet"])).toMatchObject({ stderr: "" });
  expect(await troupe(["run", planFile("echo.ts"), "--budget", "steps=5"])).toMatchObject({ code: 0, stderr: "" });
});

it("asks in the words of the command line for a bound where a plan has none", async () => {
  expect(await troupe(["run", planFile("unbounded.ts")])).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "UNBOUNDED_PLAN Nothing bounds the steps of unbounded.\n" +
      "  Say how many it may take, as in --budget steps=100, or give its maps maxItems.\n",
  });
});

it("runs an unbounded plan within a budget of steps", async () => {
  const args = ["run", planFile("unbounded.ts"), "--json", "--budget", "steps=100", "--input", "-"];
  const { code, stdout } = await troupe(args, "[1, 2]");
  expect(code).toBe(0);
  expect(facts(stdout).at(-1)).toMatchObject({ outcome: { status: "done", output: [1, 2] } });
});

it("cancels the run on SIGINT, and ends with 130", async () => {
  const args = ["run", planFile("endless.ts")];
  const { code, stdout } = await signalledAt("endless/wait  started", { args, signal: "SIGINT" });
  expect(code).toBe(130);
  expect(stdout).toMatch(/◌ cancelled .*\n {2}reason {4}Ctrl-C\n$/);
});

it("cancels the run on SIGTERM, and ends with 130", async () => {
  const args = ["run", planFile("endless.ts"), "--json"];
  const { code, stdout, stderr } = await signalledAt("attempt.started", { args, signal: "SIGTERM" });
  expect(code).toBe(130);
  expect(facts(stdout).at(-1)).toMatchObject({
    type: "run.ended",
    outcome: { status: "cancelled", reason: "SIGTERM" },
  });
  expect(stderr).toBe("cancelling … Ctrl-C again ends the process at once\n");
});

it("cancels the run when the terminal is closed, as on SIGTERM", async () => {
  const args = ["run", planFile("endless.ts")];
  const { code, stdout } = await signalledAt("endless/wait  started", { args, signal: "SIGHUP" });
  expect(code).toBe(130);
  expect(stdout).toMatch(/\n {2}reason {4}SIGHUP\n$/);
});

it("says so when Ctrl-C came too late to cancel anything, and ends with 130 all the same", async () => {
  const { code, stdout, stderr } = await signalledAt("begun", { args: ["run", planFile("busy.ts")], signal: "SIGINT" });
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: "note: Ctrl-C came too late to cancel the run: it was over\n",
  });
  expect(stdout).toContain("✓ done");
});

it("names a left-out input where a run fails for want of one", async () => {
  const note = "note: no --input was given, so the input was null\n";
  for (const name of ["list", "shape", "field"])
    expect(await troupe(["run", planFile("inputs.ts"), "--export", name, "--quiet"])).toMatchObject({
      code: 2,
      stderr: note,
    });
  expect(await troupe(["run", planFile("inputs.ts"), "--export", "list", "--input", "-"], "{}")).toMatchObject({
    code: 2,
    stderr: "",
  });
  expect(await troupe(["run", planFile("failing.ts")])).toMatchObject({ code: 2, stderr: "" });
});

it("reckons the worst case for the list that is given", async () => {
  const args = ["run", planFile("inputs.ts"), "--export", "list", "--budget", "steps=9", "--input", "-"];
  expect(await troupe(args, "[1, 2]")).toMatchObject({
    stderr: "note: a budget of 9 steps may end all early: at worst, with every retry, its 2 items may take 10\n",
  });
  expect(await troupe(args, "[1]")).toMatchObject({ stderr: "" });
});

it("shows nothing of the library under it", async () => {
  const { stderr } = await signalledAt("endless/wait  started", {
    args: ["run", planFile("endless.ts")],
    signal: "SIGINT",
  });
  expect(stderr).toBe("");
});

it("keeps a run in a journal, says so, and shows how it ended when it is asked for again", async () => {
  const file = makePath();
  const args = ["run", planFile("echo.ts"), "--journal", file, "--id", "a1"];
  const first = await troupe(args);
  expect(first).toMatchObject({
    code: 0,
    stderr: `note: run a1 is kept in ${file}; troupe show ${file} a1 shows it from anywhere\n`,
  });
  const again = await troupe(args);
  expect(again).toMatchObject({ code: 0, stderr: `note: run a1 of ${file} is over; this is how it ended\n` });
  expect(again.stdout).toMatch(/^\n✓ done · 1 of 5 steps/);
  expect(facts((await troupe([...args, "--json"])).stdout).at(0)).toMatchObject({ seq: 0, type: "run.started" });
});

it("goes on with a run of its journal that was killed, and shows only what is new", async () => {
  const file = await killedRuns("a1");
  await troupe(["answer", file, "a1", "approve"]);
  const { code, stdout, stderr } = await troupe(["run", REFUND, "--journal", file, "--id", "a1"]);
  expect(code).toBe(0);
  expect(stderr).toBe(`note: run a1 of ${file} goes on, with the budget and the options that it began with\n`);
  expect(stdout).toMatch(/^ *\S+ {2}refund {2}goes on\n/);
});

it("refuses another input under the id of a run", async () => {
  const file = await killedRuns("a1");
  const args = ["run", REFUND, "--journal", file, "--id", "a1", "--input", "-"];
  expect(await troupe(args, '{"euros":1}')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('DUPLICATE_RUN A run "a1" began with another input.'),
  });
});

it("says what a run may be called", async () => {
  const { code, stderr } = await troupe(["run", REFUND, "--journal", makePath(), "--id", "a/b"]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^USAGE --id is "a\/b", which names no run\.\n {2}Give 1 to 128 letters/),
  });
});

it("lets a kept run go when it is interrupted, and cancels nothing", async () => {
  const file = makePath();
  const args = ["run", REFUND, "--journal", file, "--id", "a1"];
  const { code, stdout } = await signalledAt("asks for", { args, signal: "SIGTERM" });
  expect(code).toBe(130);
  expect(stdout).toMatch(/\n◌ let go · 1 of 10 steps/);
  expect((await troupe(["runs", file])).stdout).toMatch(/\na1 .*\? waiting/);
});

it("lets a kept run go where its plan throws outside of any work, and ends with 1", async () => {
  const file = makePath();
  const args = ["run", planFile("straying.ts"), "--export", "late", "--journal", file, "--id", "a1"];
  const { code, stdout, stderr } = await troupe(args);
  expect(code).toBe(1);
  expect(stderr).toContain("Nobody waits for what was thrown here");
  expect(stdout).toMatch(/\n◌ let go /);
  expect((await troupe(["runs", file, "--open"])).stdout).toMatch(/\na1 .*◌ interrupted/);
});

it("asks nobody about a kept run that is to be unattended", async () => {
  const { code, stdout } = await troupe(["run", REFUND, "--journal", makePath(), "--unattended"]);
  expect(code).toBe(2);
  expect(stdout).toContain("(nobody is asked: reject)");
});
