import { expect, it } from "vitest";
import { createRuntime } from "../../src/index.ts";
import { makePath, meddle } from "../hosts/durable/place.ts";
import { killedRuns, REFUND, startService, waitingRuns } from "./journal/kept-runs.ts";
import { planFile, signalledAt, troupe } from "./troupe-process.ts";

const QUORUM = planFile("quorum.ts");

it("answers a run while another process runs it, and hears that it was taken", async () => {
  const file = makePath();
  const service = startService(["run", REFUND, "--journal", file, "--id", "a1"]);
  await service.asked;
  expect(await troupe(["answer", file, "large-sum", "edit", '{"euros":', "12}", "--by", "ann"])).toEqual({
    code: 0,
    stdout: "✓ accepted: edit of large-sum · refund/price, run a1\n",
    stderr: "",
  });
  expect(await service.ended).toBe(0);
  const { stdout } = await troupe(["show", file, "a1"]);
  expect(stdout).toContain('  output    {"paid":12}\n');
});

it("says why an answer was not accepted, and ends with 2", async () => {
  const file = makePath();
  const service = startService(["run", planFile("asking.ts"), "--export", "form", "--journal", file, "--id", "a1"]);
  await service.asked;
  const { code, stdout } = await troupe(["answer", file, "form", '{"subject":1}']);
  expect(code).toBe(2);
  expect(stdout).toMatch(/^✗ not accepted: edit of form, run a1\n {2}its value does not fit: .*subject/);
  expect(await troupe(["answer", file, "form", '{"subject":"s","text":"t"}'])).toMatchObject({ code: 0 });
  expect(await service.ended).toBe(0);
});

it("keeps an answer while no process runs the run, and it takes effect at the next start", async () => {
  const file = await killedRuns("a1");
  expect(await troupe(["answer", file, "a1", "reject", "too", "dear"])).toEqual({
    code: 0,
    stdout: `○ kept: reject of large-sum · refund/price, run a1\n  no process runs the journal now; it takes effect at the next start, as by troupe resume ${file} <module>\n`,
    stderr: "",
  });
  const { code, stdout } = await troupe(["resume", file, REFUND, "--quiet"]);
  expect(code).toBe(2);
  expect(stdout).toContain("failure   refund/price: large-sum: rejected: too dear");
});

it("asks which run where two of them ask the same", async () => {
  const file = await waitingRuns("a1", "a2");
  const { code, stderr } = await troupe(["answer", file, "large-sum", "approve"]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'USAGE 2 open questions are meant by "large-sum".\n' +
      "  Say which one: 'refund/price!1' --run a1 or 'refund/price!1' --run a2.\n",
  });
  expect(await troupe(["answer", file, "large-sum", "approve", "--run", "a2"])).toMatchObject({ code: 0 });
});

it.each([
  [["lrge-sum", "approve"], 'UNKNOWN_QUESTION There is no open question "lrge-sum".\n  Did you mean "large-sum"?\n'],
  [
    ["large-sum", "aprove"],
    'BAD_REPLY The approval large-sum does not understand "aprove".\n  Did you mean "approve"?\n',
  ],
  [["large-sum", "reject"], 'BAD_REPLY The approval large-sum needs more than "reject".\n  Write reject <reason>.\n'],
  [["large-sum", "approve", "--run", "a2"], 'USAGE There is no run "a2" in '],
])("ends with 1, and leaves nothing, for %j", async (words, said) => {
  const file = await waitingRuns("a1");
  const { code, stdout, stderr } = await troupe(["answer", file, ...words]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(said);
  expect(meddle(file, "SELECT id FROM posts")).toEqual([]);
});

it("says that a run is over", async () => {
  const file = await waitingRuns("a1");
  await troupe(["answer", file, "a1", "approve"]);
  await troupe(["resume", file, REFUND, "--quiet"]);
  expect(await troupe(["answer", file, "large-sum", "approve", "--run", "a1"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^USAGE Run a1 is over: it is done, and asks nothing any more\./),
  });
});

it("counts two approvals that were left while no process ran, each in a role that may", async () => {
  const file = makePath();
  await signalledAt("asks for", { args: ["run", QUORUM, "--journal", file, "--id", "a1"], signal: "SIGKILL" });
  expect(await troupe(["answer", file, "a1", "approve"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Add --by <name> --role <legal|lead>.\n"),
  });
  for (const [by, role] of [
    ["ann", "lead"],
    ["bob", "legal"],
  ] as const)
    expect(await troupe(["answer", file, "a1", "approve", "--by", by, "--role", role])).toMatchObject({ code: 0 });
  const { code, stdout } = await troupe(["resume", file, QUORUM]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/answered: approve by ann[^]*answered: approve by bob/);
});

it("keeps an answer where the process that has the journal does not have the run", async () => {
  const file = await waitingRuns("a1");
  const service = startService(["run", REFUND, "--journal", file, "--id", "a2"]);
  await service.asked;
  const { code, stdout } = await troupe(["answer", file, "large-sum", "approve", "--run", "a1", "--wait", "600ms"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    new RegExp(`^○ kept: .*\\n {2}process ${service.pid} on .* has not taken it within 600ms; it takes effect`),
  );
});

it("is heard by any program that has a runtime on the journal", async () => {
  const { plan } = await import("./plans/refund.ts");
  const file = makePath();
  const runtime = createRuntime({ journal: file, plans: [plan] });
  const run = runtime.start(plan, { euros: 7 }, { id: "a1" });
  for await (const { type } of run.facts()) if (type === "question.asked") break;
  expect(await troupe(["answer", file, "a1", "approve", "--by", "ann"])).toMatchObject({
    code: 0,
    stdout: "✓ accepted: approve of large-sum · refund/price, run a1\n",
  });
  expect(await run.outcome).toMatchObject({ status: "done", output: { paid: 7 } });
  await runtime.close();
});

it("says what to do about a failure that nobody could handle", async () => {
  const file = makePath();
  const args = ["run", planFile("failing.ts"), "--on-escalation", "1m", "--journal", file, "--id", "a1"];
  const service = startService(args);
  await service.asked;
  expect((await troupe(["show", file, "a1"])).stdout).toContain("--run a1 skip <output as json>\n");
  const { code, stdout } = await troupe(["answer", file, "a1", "skip", '"unknown"']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^✓ accepted: skip of /) });
  expect(await service.ended).toBe(0);
});
