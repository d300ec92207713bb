import { expect, it } from "vitest";
import { planFile, troupe } from "./troupe-process.ts";

it("prints the plan as a Mermaid flowchart, and nothing else on stdout", async () => {
  expect(await troupe(["draw", planFile("chatty.ts")])).toEqual({
    code: 0,
    stdout: `flowchart TD
  subgraph n0["chain chatty"]
    n1["talk"]
    n2["listen"]
  end
  n1 --> n2
`,
    stderr: "chatty is loaded\n",
  });
});

it("draws the export that is named", async () => {
  const { code, stdout } = await troupe(["draw", planFile("two-plans.ts"), "--export", "second"]);
  expect(code).toBe(0);
  expect(stdout).toContain('["second"]');
});

it("draws nothing of a module without a plan", async () => {
  const { code, stdout, stderr } = await troupe(["draw", planFile("no-plan.ts")]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^NOT_A_PLAN /);
});
