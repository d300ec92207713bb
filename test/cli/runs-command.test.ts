import { expect, it } from "vitest";
import { makePath, meddle } from "../hosts/durable/place.ts";
import { begun, killedRuns, REFUND, startService, waitingRuns, writtenBy } from "./journal/kept-runs.ts";
import { troupe } from "./troupe-process.ts";

it("lists the runs of a journal that no process runs, with what they wait for", async () => {
  const file = await killedRuns("a1");
  const { code, stdout, stderr } = await troupe(["runs", file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^\S+troupe\.db: no process runs it now\n\nrun +plan +state +age +steps +asks\na1 +refund +\? waiting +\S+ +1 of 10 +large-sum, \S+ left\n$/,
  );
  const { stdout: json } = await troupe(["runs", file, "--open", "--json"]);
  expect(JSON.parse(json)).toMatchObject({
    journal: file,
    held: null,
    runs: [{ id: "a1", state: "waiting", steps: 1, questions: [{ id: "refund/price!1", name: "large-sum" }] }],
  });
});

it("says which process runs them, and keeps out of its way", async () => {
  const file = makePath();
  const service = startService(["run", REFUND, "--journal", file, "--id", "a1"]);
  await service.asked;
  expect(await troupe(["runs", file])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(new RegExp(`: run by process ${service.pid} on .*\n\n.*\na1 .*waiting`)),
  });
  expect(await troupe(["answer", file, "a1", "approve"])).toMatchObject({ code: 0 });
  expect(await service.ended).toBe(0);
  expect((await troupe(["runs", file, "--over"])).stdout).toMatch(/\na1 +refund +✓ done /);
  expect((await troupe(["runs", file, "--open"])).stdout).toMatch(/\n\nno run that is open\n$/);
});

it("lists the ten that ended last beside those that are open, and all if it is told to", async () => {
  const file = await writtenBy(async (writer) => {
    for (let run = 0; run < 12; run++) {
      const id = `run-${run}`;
      await writer.append({ ...begun(id), ends: { runId: id, status: "done", endedAt: 100 - run } });
    }
    await writer.append(begun("open"));
  });
  const { stdout } = await troupe(["runs", file]);
  expect(stdout).toMatch(/\n2 runs more that are over; --all lists them\n$/);
  expect(stdout).toMatch(/\nrun-9 /);
  expect(stdout).not.toMatch(/\nrun-10 /);
  expect(stdout).toMatch(/\nopen +refund +◌ interrupted /);
  expect((await troupe(["runs", file, "--all"])).stdout.match(/\nrun-/g)).toHaveLength(12);
});

it("lists a run that is damaged as that, says what is, and ends with 1", async () => {
  const file = await waitingRuns("a1", "a2");
  meddle(file, "DELETE FROM facts WHERE seq = 1 AND run = 1");
  const { code, stdout, stderr } = await troupe(["runs", file]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/\na1 +refund +✗ damaged .*\na2 +refund +\? waiting /);
  expect(stderr).toMatch(/^JOURNAL_CORRUPT The journal .* is damaged: .*\n {2}Take the file from a backup/);
});

it("ends with 1 where there is no journal, and makes none", async () => {
  const file = makePath();
  const { code, stdout, stderr } = await troupe(["runs", file]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^JOURNAL_UNREADABLE The journal .* cannot be used: there is no such file\.\n {2}/);
  expect(await troupe(["runs", "package.json"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^JOURNAL_FOREIGN /),
  });
});
