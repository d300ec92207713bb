import fc from "fast-check";
import { expect, it } from "vitest";
import { check } from "../../src/gates/check.ts";
import { canonical } from "../../src/model/json.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { describe } from "../../src/plan/describe.ts";
import { type Change, diff } from "../../src/plan/diff.ts";
import { fallback, retry } from "../../src/plan/directives.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { EVERY_PLAN } from "./every-plan.ts";
import { once, step } from "./plans.ts";
import { anyPlan, type LoosePlan } from "./random-plan.ts";

const timed = (timeoutMs: number) => agent("draft", { work: (_: unknown): unknown => 0, timeoutMs });

it("says nothing of plans that differ in their functions alone", () => {
  const one = chain("c", [agent("a", { work: (_: unknown): unknown => 1 }), step("b")]);
  const other = chain("c", [agent("a", { work: (_: unknown): unknown => 2 }), step("b")]);
  expect(diff(one, other)).toEqual([]);
});

it("says which option is another, and what it was", () => {
  expect(diff(chain("c", [timed(30_000)]), chain("c", [timed(5_000)]))).toEqual([
    { path: "c/draft", change: "changed", what: "timeoutMs", from: 30_000, to: 5_000 },
  ]);
});

it("says what became of gates, budgets and policies, and of the worst case of the whole", () => {
  const short = check("short", () => true);
  const polite = check("polite", () => true);
  const before = step("a").gated(short).budgeted({ steps: 3 });
  const after = step("a")
    .gated(polite, short)
    .budgeted({ steps: 4, usd: 1 })
    .supervised({ timeout: [retry({ attempts: 9, delayMs: 0 })] });
  expect(diff(before, after)).toMatchObject([
    { path: "a", change: "changed", what: "bound", from: 5, to: 11 },
    { path: "a", change: "changed", what: "budget.steps", from: 3, to: 4 },
    { path: "a", change: "added", what: "budget.usd", to: 1 },
    { path: "a", change: "added", what: "policy.timeout", to: [{ does: "retry", attempts: 9 }] },
    { path: "a", change: "added", what: "gatesAfter.polite", to: { kind: "check", name: "polite" } },
  ]);
});

it("says which parts came, went and moved", () => {
  const before = chain("c", [once("a"), once("b"), once("d")]);
  expect(diff(before, chain("c", [once("d"), once("a"), once("b")]))).toEqual([
    { path: "c/d", change: "moved", what: "place", from: 2, to: 0 },
  ]);
  expect(diff(before, chain("c", [once("a"), step("x"), once("d")])).slice(1)).toEqual([
    { path: "c/b", change: "removed", what: "agent" },
    { path: "c/x", change: "added", what: "agent" },
  ]);
});

it("says of a part that has another name and is the same else that it was renamed, with both its paths", () => {
  const inner = (name: string) => parallel(name, { x: once("x"), y: once("y") });
  expect(diff(chain("c", [inner("old")]), chain("c", [inner("new")]))).toEqual([
    { path: "c/old", newPath: "c/new", change: "changed", what: "name", from: "old", to: "new" },
  ]);
  expect(diff(step("a"), step("b"))).toEqual([
    { path: "a", newPath: "b", change: "changed", what: "name", from: "a", to: "b" },
  ]);
});

it("goes into fallbacks and into those who answer", () => {
  const plan = (steps: number, answerer: LoosePlan) =>
    step("a")
      .supervised({ timeout: [fallback(once("spare").budgeted({ steps }))] })
      .answers(() => 1, answerer);
  expect(diff(plan(1, step("desk")), plan(2, step("desk").budgeted({ usd: 1 })))).toEqual([
    { path: "a/fallback:spare", change: "changed", what: "budget.steps", from: 1, to: 2 },
    { path: "a/answers:desk", change: "added", what: "budget.usd", to: 1 },
  ]);
  expect(
    diff(
      step("a").answers(() => 1),
      step("a").answers(step("desk"), () => 1),
    ),
  ).toEqual([{ path: "a/answers:desk", change: "added", what: "agent" }]);
});

it("finds a difference between plans just where they are described differently, whatever the plans", () => {
  const expectRight = (one: LoosePlan, other: LoosePlan) => {
    const isSame = canonical(describe(one)) === canonical(describe(other));
    expect(diff(one, other).length === 0).toBe(isSame);
    expect(diff(one, one)).toEqual([]);
  };
  fc.assert(fc.property(anyPlan("root", 0), anyPlan("root", 0), expectRight), { numRuns: 300 });
  fc.assert(fc.property(anyPlan("root", 2), anyPlan("root", 2), expectRight));
});

it("says the same the other way around, whatever the plans", () => {
  fc.assert(
    fc.property(anyPlan("root", 2), anyPlan("root", 2), (one, other) => {
      expect(sorted(diff(other, one).map(turned))).toEqual(sorted(diff(one, other)));
    }),
  );
  for (const [at, one] of EVERY_PLAN.entries()) {
    const other = EVERY_PLAN[at + 1] ?? step("a");
    expect(sorted(diff(other, one).map(turned))).toEqual(sorted(diff(one, other)));
  }
});

it("refuses what is no plan", () => {
  expect(() => fromJavaScript(diff, step("a"), 1)).toThrow("NOT_A_PLAN");
});

function turned({ path, newPath, change, what, ...values }: Change): Change {
  const other = { added: "removed", removed: "added", changed: "changed", moved: "moved" } as const;
  return {
    path: newPath ?? path,
    ...(newPath === undefined ? {} : { newPath: path }),
    change: other[change],
    what,
    ...("to" in values ? { from: values.to } : {}),
    ...("from" in values ? { to: values.from } : {}),
  };
}

function sorted(changes: readonly Change[]): readonly string[] {
  return changes.map(canonical).toSorted();
}
