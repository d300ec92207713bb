import { expect, it } from "vitest";
import { makePath } from "../hosts/durable/place.ts";
import { killedRuns, REFUND, startService } from "./journal/kept-runs.ts";
import { troupe } from "./troupe-process.ts";

it("cancels a run that another process runs", async () => {
  const file = makePath();
  const service = startService(["run", REFUND, "--journal", file, "--id", "a1"]);
  await service.asked;
  expect(await troupe(["cancel", file, "a1", "not", "wanted"])).toEqual({
    code: 0,
    stdout: "✓ accepted: cancel of run a1\n",
    stderr: "",
  });
  expect(await service.ended).toBe(130);
  const { stdout } = await troupe(["show", file, "a1"]);
  expect(stdout).toMatch(/\n◌ cancelled .*\n {2}reason {4}not wanted\n/);
});

it("keeps it while no process runs the run, and it takes effect at the next start", async () => {
  const file = await killedRuns("a1");
  const { code, stdout } = await troupe(["cancel", file, "a1"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^○ kept: cancel of run a1\n/) });
  expect(await troupe(["resume", file, REFUND, "--quiet"])).toMatchObject({
    code: 130,
    stdout: expect.stringMatching(/^◌ cancelled .*\n {2}reason {4}cancelled by the command line\n/),
  });
  expect(await troupe(["cancel", file, "a1"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^USAGE Run a1 is over: it is cancelled\./),
  });
});
