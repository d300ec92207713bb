import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bound } from "../../src/plan/bound.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { createCostMemo } from "../../src/plan/cost-memo.ts";
import { fallback, retry } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { toPlan } from "../../src/plan/planned.ts";
import { below, DEFAULTS } from "../../src/plan/sight.ts";
import type { Spec } from "../../src/plan/spec.ts";
import type { Surroundings } from "../../src/plan/tries.ts";
import { once, step } from "./plans.ts";
import { anyPlan, type LoosePlan } from "./random-plan.ts";

const spec = specOf(step("s"));
const top: Surroundings = { kind: "run", above: DEFAULTS, steps: new Set(), sources: [], isStandIn: false };

/** Whether what was kept for one place is found for the other. */
function isSame(of: Spec, one: Surroundings, other: Surroundings): boolean {
  const memo = createCostMemo<string>();
  memo.keep(of, one, "kept");
  return memo.find(of, other) === "kept";
}

describe("two places of a plan are the same to it", () => {
  const [first, second] = [
    { ...top, kind: "chain", steps: new Set(["a"]) },
    { ...top, kind: "chain", steps: new Set(["a", "s"]) },
  ] as const;

  it("where the same chains are above it and its group does the same for it", () => {
    const table = { timeout: [] };
    expect(
      isSame(spec, { ...top, above: below(DEFAULTS, table) }, { ...top, above: below({ ...DEFAULTS }, table) }),
    ).toBe(true);
    expect([isSame(spec, first, second), isSame(spec, top, first)]).toEqual([true, true]);
  });

  it("and not where the policies above it, scopes, steps to go back to, or what it stands in for are others", () => {
    expect(isSame(spec, top, { ...top, above: below(DEFAULTS, { timeout: [] }) })).toBe(false);
    expect(isSame(spec, top, { ...top, kind: "map" })).toBe(false);
    expect(isSame(spec, top, { ...top, isStandIn: true })).toBe(false);
    const above = below(DEFAULTS, specOf(step("o").supervised({ timeout: [retry({ from: "s" })] })).policy?.table);
    expect(isSame(spec, { ...first, above }, { ...second, above })).toBe(false);
  });

  it("and not where only a plan that stands in for it can go back", () => {
    const falling = step("s").supervised({ "*": [fallback(step("f").supervised({ "*": [retry({ from: "s" })] }))] });
    expect(isSame(specOf(falling), first, second)).toBe(false);
  });
});

describe("a plan that is used often", () => {
  it("is reckoned once for all places that are the same: sharing on a hundred levels costs a hundred", () => {
    let plan = once("a");
    for (let level = 0; level < 100; level++) plan = branch("b", { on: () => "x", cases: { x: plan, y: plan } });
    expect(bound(plan)).toBe(1);
  });

  it("and so under policies that take turns on the way down", () => {
    let plan: LoosePlan = step("a");
    for (let level = 0; level < 60; level++) {
      const x = chain("x", [plan]).supervised({ transient: [retry({ attempts: 4 })] });
      const y = chain("y", [plan]).supervised({ transient: [retry({ attempts: 5 })] });
      plan = branch("b", { on: () => "x", cases: { x, y } });
    }
    expect(bound(plan)).toBe(5 + 2);
  });

  it("costs as much as if every place had a plan of its own", () => {
    fc.assert(
      fc.property(anyPlan("s1", 1), anyPlan("s0", 0), (plan, first) => {
        const shared = everywhere(plan, first);
        expect(bound(shared)).toBe(bound(toPlan(ownCopies(specOf(shared)))));
      }),
    );
  });

  /** The plan behind a step and in front of it, beside one, and as a stand-in. */
  function everywhere(plan: LoosePlan, first: LoosePlan): AnyPlan {
    const [x, y] = [chain("x", [plan, step("last")]), chain("y", [step("s2"), plan])];
    return parallel("p", { x, y, z: plan, f: chain("f", [first]).supervised({ permanent: [fallback(plan)] }) });
  }

  function ownCopies(plan: Spec): Spec {
    const children = plan.children.map(({ segment, spec: child }) => ({ segment, spec: ownCopies(child) }));
    if (plan.policy === undefined) return { ...plan, children };
    return { ...plan, children, policy: { ...plan.policy, fallbacks: plan.policy.fallbacks.map(ownCopies) } };
  }
});
