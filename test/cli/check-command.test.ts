import { expect, it } from "vitest";
import { REFUND, waitingRuns } from "./journal/kept-runs.ts";
import { planFile, troupe } from "./troupe-process.ts";

const DOUBTFUL = planFile("doubtful.ts");
const NOW = planFile("doubtful-now.ts");

it("says what a plan may cost, and ends with 0 where nothing is found", async () => {
  expect(await troupe(["check", planFile("echo.ts")])).toEqual({
    code: 0,
    stdout: "echo: 5 steps at worst\n\nnothing found\n",
    stderr: "",
  });
});

it("ends with 2 where there is an error, and says what to do about it", async () => {
  expect(await troupe(["check", DOUBTFUL, "--export", "slow"])).toEqual({
    code: 2,
    stdout: `slow: 10 steps at worst

1 error
  slow/read  short-timeout
    agent "read" is expected to take 45000 ms, and an attempt may take 30000 ms, as where nothing is said.
    Give it time, as in timeoutMs: 90000.
`,
    stderr: "",
  });
});

it("ends with 3 where there are warnings and no errors, and with 0 where there are only notes", async () => {
  expect(await troupe(["check", DOUBTFUL, "--export", "wide"])).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(/^wide: no worst case\n\n1 warning\n {2}wide {2}missing-bound\n[^]*\n\n1 note\n/),
  });
  expect(await troupe(["check", DOUBTFUL, "--export", "wide", "--budget", "steps=40"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^wide: no worst case, budget 40\n\n1 note\n/),
  });
});

it("holds the plan against a run's budget", async () => {
  expect(await troupe(["check", planFile("echo.ts"), "--budget", "steps=2"])).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('echo" may take 5 steps at worst, and the run may take 2: then it is ended early.'),
  });
});

it("says in what the plan differs from another", async () => {
  const { code, stdout } = await troupe(["check", NOW, "--against", DOUBTFUL]);
  expect(code).toBe(0);
  expect(stdout.slice(stdout.indexOf("4 changes"))).toBe(`4 changes since ${DOUBTFUL}
  changed  slow  bound 10 → 6
  removed  slow/again  agent
  added    slow/send  agent
  changed  slow/read  timeoutMs 30000 → 5000
`);
  expect(await troupe(["check", NOW, "--against", NOW])).toMatchObject({
    stdout: expect.stringContaining(`\n\nno changes since ${NOW}\n`),
  });
});

it("gives all of it as one line of JSON, and nothing else on stdout", async () => {
  const { code, stdout, stderr } = await troupe(["check", planFile("chatty.ts"), "--against", NOW, "--json"]);
  expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({
    code: 0,
    stderr: "chatty is loaded\n",
    lines: 2,
  });
  expect(JSON.parse(stdout)).toMatchObject({
    plan: "chatty",
    bound: 10,
    findings: [],
    changes: expect.arrayContaining([
      { path: "slow", newPath: "chatty", change: "changed", what: "name", from: "slow", to: "chatty" },
    ]),
  });
});

it("says which open runs of a journal a plan would break, why, and ends with 1", async () => {
  const file = await waitingRuns("a1", "a2");
  expect(await troupe(["check", REFUND, "--against", file])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`\n\n2 open runs of refund in ${file}: each can be brought back with this plan\n`),
  });
  const now = await troupe(["check", planFile("refund-now.ts"), "--against", file]);
  expect(now).toMatchObject({ code: 1, stderr: "" });
  expect(now.stdout).toContain(
    `\n\n2 of 2 open runs of refund in ${file} cannot be brought back with this plan\n  a1\n    REPLAY_DIFFERS: `,
  );
  const { stdout } = await troupe(["check", planFile("refund-now.ts"), "--against", file, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ runs: [{ id: "a1", breaks: expect.any(String) }, { id: "a2" }] });
  expect(await troupe(["check", planFile("echo.ts"), "--against", file])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`\n\nno open run of echo in ${file}\n`),
  });
});

it("ends with 1 where it could not be carried out", async () => {
  for (const args of [
    ["check", planFile("no-plan.ts")],
    ["check", NOW, "--against", planFile("nowhere.ts")],
    ["check", NOW, "--against", "nowhere.db"],
    ["check", NOW, "--budget", "step=1"],
    ["check", NOW, "--agianst", DOUBTFUL],
  ])
    expect(await troupe(args)).toMatchObject({ code: 1, stdout: "" });
});
