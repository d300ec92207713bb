import { expect, it } from "vitest";
import { describe } from "../../../src/plan/describe.ts";
import { fieldsOf, gateFields } from "../../../src/plan/diff/fields.ts";
import { fallback } from "../../../src/plan/directives.ts";
import { parallel } from "../../../src/plan/parallel.ts";
import { EVERY_PLAN, writer } from "../every-plan.ts";
import { step } from "../plans.ts";

const fields = (name: string) =>
  Object.fromEntries(EVERY_PLAN.filter((plan) => plan.name === name).flatMap((plan) => [...fieldsOf(describe(plan))]));

it("names what is declared of a plan, part by part", () => {
  expect(fields("writer")).toMatchObject({
    kind: "agent",
    timeoutMs: 20_000,
    asks: 2,
    "brief.goal": "a reply",
    "expects.costUsd": 0.01,
    "budget.steps": 9,
    "policy.timeout": [{ does: "escalate" }],
  });
  expect(fields("board")).toMatchObject({ "rule.tie": "first", "rule.weights": { chair: 2, member: 1 } });
  expect(fields("web")).toMatchObject({ "after.log": [{ node: "join", isConditional: false }], output: "join" });
  expect(fields("lead")).toMatchObject({ "person.asks": "What now?" });
});

it("leaves out the parts, the gates, and what follows from the rest", () => {
  const names = new Set(Object.keys(fields("writer")));
  for (const name of ["children", "gatesAfter", "bound", "segment", "fallbacks", "answers"])
    expect(names.has(name)).toBe(false);
});

it("knows a fallback by its name, and not by its place", () => {
  const plan = step("a").supervised({ timeout: [fallback(step("x")), fallback(step("y"))] });
  expect(fieldsOf(describe(plan)).get("policy.timeout")).toEqual([
    { does: "fallback", name: "x", costsSteps: true },
    { does: "fallback", name: "y", costsSteps: true },
  ]);
});

it("has a key where a place has not its plan's name, and where a policy says nothing, that it is there", () => {
  const [child] = describe(parallel("p", { left: step("a").supervised({}) })).children;
  const of = child === undefined ? new Map() : fieldsOf(child);
  expect([of.get("key"), of.get("policy")]).toEqual(["left", {}]);
});

it("names what is declared of a gate", () => {
  const [gate] = describe(writer).agent?.gatesBefore ?? [];
  expect(gate === undefined ? [] : [...gateFields(gate).keys()]).toEqual([
    "kind",
    "isConditional",
    "asks",
    "deadlineMs",
    "otherwise",
  ]);
});
