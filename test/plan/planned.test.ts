import { describe, expect, it } from "vitest";
import { check } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { retry, skip } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";

const plans = { agent: step("a"), chain: chain("c", [step("a")]) };

describe.each(Object.entries(plans))("a plan (%s)", (_, plan) => {
  it("is frozen, and so is its data", () => {
    const isDeepFrozen = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.entries(value).every(([key, field]) => key === "state" || isDeepFrozen(field)));
    expect(Object.isFrozen(plan)).toBe(true);
    expect(isDeepFrozen(specOf(plan.supervised({ timeout: [retry()] }).budgeted({ steps: 1 })))).toBe(true);
  });

  it("gives a new plan and stays as it was", () => {
    const before = specOf(plan);
    const changed = plan.supervised({ timeout: [skip(0)] }).budgeted({ steps: 3 });
    expect(specOf(changed)).toMatchObject({
      name: plan.name,
      budget: { steps: 3 },
      policy: { table: { timeout: [{}] } },
    });
    expect(specOf(plan)).toBe(before);
    expect(before).not.toHaveProperty("policy");
    expect(before).not.toHaveProperty("budget");
  });

  it("keeps the smaller of two bounds", () => {
    expect(specOf(plan.budgeted({ steps: 3 }).budgeted({ steps: 5, usd: 1 })).budget).toEqual({ steps: 3, usd: 1 });
  });

  it("refuses a bad budget, naming itself", () => {
    expect(() => plan.budgeted({})).toThrow(
      expect.objectContaining({ code: "BAD_BUDGET", message: expect.stringContaining(`"${plan.name}"`) }),
    );
  });
});

describe("given", () => {
  const double = agent("double", { work: (x: number) => 2 * x });

  it("is a node of its own around the plan, with the selection as its function", () => {
    const sliced = specOf(double.given((context: { n: number }) => context.n));
    expect(sliced).toMatchObject({
      kind: "given",
      name: "double",
      children: [{ segment: "double", spec: specOf(double) }],
    });
    expect(sliced.evaluate?.({ n: 4 })).toBe(4);
    expect(sliced.course).toMatchObject({ kind: "given", shape: { names: ["double"] } });
  });

  it("makes the order of what is declared exact", () => {
    const inside = specOf(double.supervised({ timeout: [skip(1)] }).given((n: number) => n));
    const outside = specOf(double.given((n: number) => n).supervised({ timeout: [skip(1)] }));
    expect([inside.policy, inside.children[0]?.spec.policy]).toEqual([undefined, expect.anything()]);
    expect([outside.policy, outside.children[0]?.spec.policy]).toEqual([expect.anything(), undefined]);
  });

  it("refuses a selection that is no function", () => {
    expect(() => fromJavaScript((select: () => number) => double.given(select), "n")).toThrow(
      expect.objectContaining({ code: "NOT_A_FUNCTION" }),
    );
  });
});

it("stays an agent through its own methods, and its gates add up", () => {
  const plan = step("a")
    .gated(check("x", () => true))
    .supervised({})
    .budgeted({ steps: 1 })
    .gatedBefore(check("y", () => true));
  expect(plan.kind).toBe("agent");
  expect(specOf(plan).agent).toMatchObject({ gatesAfter: [{ name: "x" }], gatesBefore: [{ name: "y" }] });
});
