import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, skip } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { draw } from "../../src/plan/draw.ts";
import { human } from "../../src/plan/human.ts";
import { layOut } from "../../src/plan/layout.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import { route } from "../../src/plan/route.ts";
import { step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

it("draws a chain as a box with arrows in order", () => {
  expect(draw(chain("support", [step("draft"), step("send")])).split("\n")).toEqual([
    "flowchart TD",
    '  subgraph n0["chain support"]',
    '    n1["draft"]',
    '    n2["send"]',
    "  end",
    "  n1 --> n2",
  ]);
});

it("forks and joins around a parallel, and names a branch whose key says more than its plan", () => {
  const text = draw(chain("c", [parallel("p", { ticket: pass<unknown>(), orders: step("orders") }), step("send")]));
  expect(text.split("\n").slice(2)).toEqual([
    '    subgraph n1["parallel p"]',
    '      n1f(("fork"))',
    '      n2(["pass"])',
    '      n3["orders"]',
    '      n1j(("join"))',
    "    end",
    '    n4["send"]',
    "  end",
    '  n1f -->|"ticket"| n2',
    "  n1f --> n3",
    "  n2 --> n1j",
    "  n3 --> n1j",
    "  n1j --> n4",
  ]);
});

it("asks in a diamond at a branch and a route, and every way goes on", () => {
  const by = agent("label", { work: (_: unknown) => "tech" as const });
  const desk = human("desk", { output: z.unknown(), deadlineMs: 1_000, otherwise: "fail" });
  const text = draw(
    chain("c", [
      branch("b", { on: () => "fast", cases: { fast: step("x"), slow: step("y") } }),
      route("r", { by, to: { tech: step("t") }, otherwise: desk }),
      step("send"),
    ]),
  );
  for (const line of [
    '      n1q{"on"}',
    '  n1q -->|"fast"| n2',
    '  n1q -->|"slow"| n3',
    "  n2 --> n5",
    "  n3 --> n5",
    '      n4q{"who?"}',
    "  n5 --> n4q",
    '  n4q -->|"tech"| n6',
    '  n4q -->|"otherwise"| n7',
    "  n6 --> n8",
    "  n7 --> n8",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  expect(text).toContain('n7[/"human desk<br/>1 s, then fail"/]');
});

it("leads to a fallback with a dotted arrow, and on from there", () => {
  const plan = chain("c", [step("draft").supervised({ timeout: [fallback(step("spare"))] }), step("send")]);
  expect(draw(plan).split("\n").slice(-3)).toEqual(['  n1 -. "fallback" .-> n2', "  n1 --> n3", "  n2 --> n3"]);
});

it("shows the selection of a given", () => {
  expect(draw(step("draft").given((x: unknown) => x))).toContain('n0s("select")');
});

it("lets no name and no value become syntax", () => {
  const hostile = '"] end\n  evil["<script>` #quot; {|} \\';
  const text = draw(step("1. draft").supervised({ timeout: [skip(hostile)] }));
  const lines = text.split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^ {2}n0\["1#46; draft<br\/>timeout: skip [^"[\]{}<>`|\\]+"\]$/);
});

it("has balanced boxes, ids of its own, and an arrow only between nodes that it has drawn, whatever the plan", () => {
  fc.assert(
    fc.property(anyPlan("root", 2), (plan) => {
      const lines = draw(plan).split("\n");
      const drawn = lines.flatMap((line) => /^\s+(?:subgraph )?(n\d+[a-z]?)[[({]/.exec(line)?.[1] ?? []);
      const ends = lines.flatMap((line) => /^ {2}(n\d+[a-z]?) -.*> (n\d+[a-z]?)$/.exec(line)?.slice(1) ?? []);
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(drawn.filter((id) => /^n\d+$/.test(id))).toHaveLength(layOut(specOf(plan)).sites.length);
      expect(ends.filter((id) => !drawn.includes(id))).toEqual([]);
      expect(lines.filter((line) => line.includes("subgraph"))).toHaveLength(
        lines.filter((line) => line.trim() === "end").length,
      );
    }),
  );
});
