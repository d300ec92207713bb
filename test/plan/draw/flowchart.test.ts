import fc from "fast-check";
import { expect, it } from "vitest";
import { judge } from "../../../src/plan/judge.ts";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { describe } from "../../../src/plan/describe.ts";
import { flowchart } from "../../../src/plan/draw/flowchart.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import { layOut } from "../../../src/plan/layout.ts";
import type { AnyPlan } from "../../../src/plan/plan.ts";
import { critic, EVERY_PLAN } from "../every-plan.ts";
import { step } from "../plans.ts";
import { anyPlan } from "../random-plan.ts";

it("stands judges before and after the work, and leads back from those that may want it revised", () => {
  const draft = agent("draft", { work: (_: unknown): unknown => 0 })
    .gatedBefore(judge("may-it", critic("guard")))
    .gated(judge("fair", critic("referee")));
  expect(flowchart(describe(chain("c", [draft, step("send")]))).split("\n")).toEqual([
    "flowchart TD",
    '  subgraph n0["chain c"]',
    '    n1["draft<br/>before: judge may-it<br/>after: judge fair"]',
    '    n2["guard"]',
    '    n3["referee"]',
    '    n4["send"]',
    "  end",
    "  n2 --> n1",
    "  n1 --> n3",
    '  n3 -. "revise" .-> n1',
    "  n3 --> n4",
  ]);
});

it("leads from a plan to those who answer what is asked back in it", () => {
  const plan = chain("c", [step("a")]).answers(() => 1, step("desk"));
  expect(flowchart(describe(plan)).split("\n").slice(4)).toEqual([
    '  n0a0[["answers"]]',
    '  n2["desk"]',
    '  n0 -. "asks" .-> n0a0',
    '  n0 -. "asks" .-> n2',
  ]);
});

it("has balanced boxes, ids of its own, and an arrow only between nodes that it has drawn, whatever the plan", () => {
  for (const plan of EVERY_PLAN) expectSound(plan);
  fc.assert(fc.property(anyPlan("root", 2), expectSound));
});

function expectSound(plan: AnyPlan): void {
  const lines = flowchart(describe(plan)).split("\n");
  const drawn = lines.flatMap((line) => /^\s+(?:subgraph )?(n\d+(?:[a-z]\d*)?)[[({]/.exec(line)?.[1] ?? []);
  const ends = lines.flatMap((line) => /^ {2}(n\d+\w*) -.*> ?(?:\|"[^"]*"\| )?(n\d+\w*)$/.exec(line)?.slice(1) ?? []);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn.filter((id) => /^n\d+$/.test(id))).toHaveLength(layOut(specOf(plan)).sites.length);
  expect(ends.filter((id) => !drawn.includes(id))).toEqual([]);
  expect(lines.filter((line) => line.includes("subgraph"))).toHaveLength(
    lines.filter((line) => line.trim() === "end").length,
  );
  const others = lines.slice(1).filter((line) => !/^\s+(?:end|subgraph n\d+\[.*\]|n\d+\w*[[({].*)$/.test(line));
  expect(others).toHaveLength(ends.length / 2);
}
