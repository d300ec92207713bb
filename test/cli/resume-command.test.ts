import { expect, it } from "vitest";
import { makePath } from "../hosts/durable/place.ts";
import { begun, killedRuns, REFUND, startService, writtenBy } from "./journal/kept-runs.ts";
import { planFile, signalledAt, troupe } from "./troupe-process.ts";

it("brings back every run that was killed, and goes by the worst end of them", async () => {
  const file = await killedRuns("a1", "a2");
  await troupe(["answer", file, "a1", "approve"]);
  await troupe(["answer", file, "a2", "reject", "too dear"]);
  const { code, stdout, stderr } = await troupe(["resume", file, REFUND]);
  expect(code).toBe(2);
  expect(stderr).toBe(`note: 2 runs of ${file} brought back: a1, a2\n`);
  expect(stdout).toMatch(/^ *\S+ {2}a1 {2}refund {2}goes on\n/);
  expect(stdout).toMatch(/\n\nrun a1, refund\n✓ done [^]*\n\nrun a2, refund\n✗ failed /);
  expect(stdout).not.toContain("refund/price  started");
});

it("shows one run as troupe run does, from where it stood", async () => {
  const file = await killedRuns("a1");
  await troupe(["answer", file, "a1", "approve"]);
  const { code, stdout } = await troupe(["resume", file, REFUND]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^ *\S+ {2}refund {2}goes on\n *\S+ {2}refund\/price {2}answered: approve by terminal\n[^]*\n\n✓ done · 2 of 10 steps/,
  );
});

it("gives only facts that are new with --json, each with the id of its run", async () => {
  const file = await killedRuns("a1");
  await troupe(["answer", file, "a1", "approve"]);
  const { stdout } = await troupe(["resume", file, REFUND, "--json"]);
  const facts = stdout
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(facts[0]).toMatchObject({ run: "a1", type: "run.resumed" });
  expect(facts.at(-1)).toMatchObject({ run: "a1", type: "run.ended", outcome: { status: "done" } });
});

it("says what cannot be brought back and why, and ends with 1; the others go on", async () => {
  const file = await killedRuns("a1", "a2");
  await troupe(["answer", file, "a1", "approve"]);
  await troupe(["answer", file, "a2", "approve"]);
  const changed = await troupe(["resume", file, planFile("refund-now.ts"), "--quiet"]);
  expect(changed.code).toBe(1);
  expect(changed.stderr).toMatch(/^REPLAY_DIFFERS Run a1 [^]*\nREPLAY_DIFFERS Run a2 /);
  expect(await troupe(["resume", file, REFUND, "--quiet"])).toMatchObject({ code: 0 });
});

it("leaves runs of other plans as they are, and says so", async () => {
  const file = await writtenBy((writer) => writer.append(begun("x", "other")));
  expect(await troupe(["resume", file, REFUND])).toEqual({
    code: 0,
    stdout: "",
    stderr: `note: no run of ${REFUND} is open in ${file}\nnote: 1 run of other plans left as they are: other\n`,
  });
});

it("lets its runs go when it is interrupted, to be brought back again", async () => {
  const file = await killedRuns("a1");
  const { code, stdout } = await signalledAt("goes on", { args: ["resume", file, REFUND], signal: "SIGINT" });
  expect(code).toBe(130);
  expect(stdout).toMatch(/\n◌ let go · 1 of 10 steps/);
  expect((await troupe(["runs", file])).stdout).toMatch(/no process runs it now[^]*\na1 .*\? waiting/);
  await troupe(["answer", file, "a1", "approve"]);
  expect(await troupe(["resume", file, REFUND, "--quiet"])).toMatchObject({ code: 0 });
});

it("runs again what was at work when its process was killed", async () => {
  const file = makePath();
  await signalledAt("endless/wait  started", {
    args: ["run", planFile("endless.ts"), "--journal", file, "--id", "a1"],
    signal: "SIGKILL",
  });
  expect((await troupe(["runs", file])).stdout).toMatch(/\na1 +endless +◌ interrupted /);
  const { stdout } = await signalledAt("lost", { args: ["resume", file, planFile("endless.ts")], signal: "SIGTERM" });
  expect(stdout).toMatch(/endless {2}goes on; 1 attempt lost: endless\/wait/);
});

it("ends with 1 where another process has the journal, or there is none", async () => {
  const file = makePath();
  expect(await troupe(["resume", file, REFUND])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^JOURNAL_UNREADABLE .* there is no such file/),
  });
  const service = startService(["run", REFUND, "--journal", file, "--id", "a1"]);
  await service.asked;
  expect(await troupe(["resume", file, REFUND])).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(new RegExp(`^JOURNAL_BUSY The journal .* is held by process ${service.pid} on `)),
  });
});
