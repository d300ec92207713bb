import { expect, it } from "vitest";
import { branch } from "../../../src/plan/branch.ts";
import { chain } from "../../../src/plan/chain.ts";
import { skip } from "../../../src/plan/directives.ts";
import { graph } from "../../../src/plan/graph.ts";
import { parallel } from "../../../src/plan/parallel.ts";
import type { AnyPlan } from "../../../src/plan/plan.ts";
import { step } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

it("notes a chain, a parallel, a branch and a graph of one", () => {
  const groups: readonly AnyPlan[] = [
    chain("g", [step("a")]),
    parallel("g", { a: step("a") }),
    branch("g", { on: () => "a", cases: { a: step("a") } }),
    graph("g", { a: step("a") }, { after: {}, output: "a" }),
  ];
  for (const group of groups) expect(placesFoundBy("group-of-one", group)).toEqual(["note g"]);
  expect(foundBy("group-of-one", chain("g", [step("a")]))[0]).toMatchObject({
    message: 'chain "g" has one member: nothing follows.',
    remedy: 'Use agent "a" itself.',
  });
});

it("says nothing of two, and of one that carries a policy, a budget or answers", () => {
  const one = chain("g", [step("a")]);
  const plans = [
    chain("g", [step("a"), step("b")]),
    one.supervised({ unresolved: [skip(0)] }),
    one.budgeted({ steps: 9 }),
    one.answers(() => 1),
  ];
  for (const plan of plans) expect(foundBy("group-of-one", plan)).toEqual([]);
});

it("says nothing of a chain that gives a step a second name", () => {
  const twice = chain("c", [step("a"), chain("again", [step("a")])]);
  expect(foundBy("group-of-one", twice)).toEqual([]);
});
