import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { check } from "../../src/gates/check.ts";
import { toJson } from "../../src/model/json.ts";
import { agent } from "../../src/plan/agent.ts";
import { bound } from "../../src/plan/bound.ts";
import { chain } from "../../src/plan/chain.ts";
import { describe, type PlanNode } from "../../src/plan/describe.ts";
import { fallback, retry, skip } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { layOut } from "../../src/plan/layout.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { route } from "../../src/plan/route.ts";
import { writer } from "./every-plan.ts";
import { once, step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

it("says of an agent all that is declared but the functions", () => {
  const brief = { goal: "answer", definitionOfDone: "a reply" };
  const plan = agent("draft", {
    input: z.string(),
    work: () => 1,
    brief,
    timeoutMs: 5,
    expects: { costUsd: 1 },
    idempotent: true,
  })
    .gated(
      check("short", () => true),
      approval("refund", { when: () => true, deadlineMs: 9, otherwise: "reject" }),
    )
    .gatedBefore(approval("pay", { asks: "Pay?", deadlineMs: 9, otherwise: "approve" }))
    .budgeted({ steps: 2 });
  expect(describe(plan)).toEqual({
    kind: "agent",
    name: "draft",
    segment: "draft",
    children: [],
    bound: 5,
    budget: { steps: 2 },
    agent: {
      timeoutMs: 5,
      checksInput: true,
      checksOutput: false,
      isIdempotent: true,
      brief,
      expects: { costUsd: 1 },
      gatesBefore: [
        { kind: "approval", name: "pay", isConditional: false, asks: "Pay?", deadlineMs: 9, otherwise: "approve" },
      ],
      gatesAfter: [
        { kind: "check", name: "short" },
        { kind: "approval", name: "refund", isConditional: true, deadlineMs: 9, otherwise: "reject" },
      ],
    },
  });
});

it("says of a person how long is waited, and what is taken then", () => {
  const desk = human("desk", { output: z.unknown(), asks: "What now?", deadlineMs: 9, otherwise: { value: 0 } });
  expect(describe(desk)).toMatchObject({
    kind: "human",
    bound: 0,
    agent: { person: { asks: "What now?", deadlineMs: 9, otherwise: { does: "answer", value: 0 } } },
  });
  expect(describe(desk).agent).not.toHaveProperty("timeoutMs");
});

it("says of a map and a route how wide and how often", () => {
  expect(describe(map("m", once("a"), { maxItems: 3 }))).toMatchObject({ concurrency: 256, maxItems: 3, bound: 3 });
  expect(describe(map("m", once("a")))).not.toHaveProperty("bound");
  const by = agent("label", { work: (_: unknown) => "a" as const });
  expect(describe(route("r", { by, to: { a: once("a") }, otherwise: once("b"), reroutes: 2 }))).toMatchObject({
    reroutes: 2,
  });
});

it("gives each part its segment, its policy as data, and its worst case in its place", () => {
  const plan = parallel("p", { left: step("a"), right: once("b") }).supervised({
    "*": [retry({ attempts: 2 }), skip({ left: 0, right: 0 })],
  });
  const { children, policy } = describe(plan);
  expect(children).toMatchObject([
    { segment: "left", name: "a", bound: 2 },
    { segment: "right", name: "b", bound: 2, policy: { "*": [] } },
  ]);
  expect(policy?.["*"]).toMatchObject([
    { does: "retry", attempts: 2 },
    { does: "skip", value: { left: 0, right: 0 } },
  ]);
});

it("lists fallbacks beside the parts, where a directive's index finds them", () => {
  const node = describe(chain("c", [step("a")]).supervised({ timeout: [fallback(once("spare"))] }));
  expect(node.fallbacks).toMatchObject([{ name: "spare", segment: "fallback:spare", bound: 1 }]);
  expect(node.policy?.timeout).toMatchObject([{ does: "fallback", plan: 0 }]);
});

it("lists who answers what is asked back, in their order; what their plans cost depends on who asks", () => {
  const node = describe(chain("c", [step("a")]).answers(() => "known", step("desk")));
  expect(node.answers).toMatchObject([
    { kind: "function" },
    { kind: "plan", plan: { kind: "agent", name: "desk", segment: "answers:desk" } },
  ]);
  expect(node.answers?.[1]).not.toHaveProperty("plan.bound");
});

it("has a judge's plan below its agent, under the name of the gate", () => {
  expect(describe(writer).children).toMatchObject([{ segment: "fair", name: "fair-judge", part: "judge" }]);
});

it("is JSON, names every place of the plan once, and has the plan's own bound", () => {
  const names = ({ name, children, fallbacks = [], answers = [] }: PlanNode): readonly string[] => {
    const answerers = answers.flatMap((source) => (source.kind === "plan" ? [source.plan] : []));
    return [name, ...[...children, ...fallbacks, ...answerers].flatMap(names)];
  };
  fc.assert(
    fc.property(anyPlan("root", 2), (plan) => {
      const node = describe(plan);
      expect(toJson(node)).toEqual({ isJson: true, value: node });
      expect(names(node)).toEqual(layOut(specOf(plan)).sites.map(({ name }) => name));
      expect(node.bound).toBe(bound(plan));
    }),
  );
});
