import { agentMachine } from "troupe/machines";
import { expect, it } from "vitest";
import { createMachine } from "xstate";
import { z } from "zod";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback, skip } from "../../src/plan/directives.ts";
import { draw } from "../../src/plan/draw.ts";
import { human } from "../../src/plan/human.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import { route } from "../../src/plan/route.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

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

it("draws a machine as a state diagram", () => {
  expect(draw(agentMachine)).toMatch(/^stateDiagram-v2\n {2}state "agent" as s0 \{\n/);
  expect(draw(createMachine({ id: "light", initial: "on", states: { on: {} } }))).toContain('state "light" as s0 {');
});

it("draws nothing that is neither a plan nor a machine", () => {
  for (const other of [undefined, null, 1, {}, { root: {} }, () => 1])
    expect(() => fromJavaScript(draw, other)).toThrow("NOT_A_PLAN");
});
