import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { atRest } from "../../src/patterns/catalogue.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { AnyPlan, Asked } from "../../src/plan/plan.ts";
import {
  costsSteps,
  frozenCourse,
  ownSteps,
  partsOf,
  plansIn,
  standInsOf,
  stepNames,
  stepsBackFrom,
} from "../../src/plan/tree.ts";
import { nested, step } from "./plans.ts";
import type { LoosePlan } from "./random-plan.ts";

const desk = human("desk", { output: z.unknown(), deadlineMs: 1, otherwise: "fail" });

it("finds the work in a plan, in its fallbacks too; people and passing on are free", () => {
  expect(
    [step("a"), chain("c", [desk, step("a")]), desk.supervised({ rejected: [fallback(step("a"))] })].map((plan) =>
      costsSteps(specOf(plan)),
    ),
  ).toEqual([true, true, true]);
  expect([desk, pass(), chain("c", [desk])].map((plan) => costsSteps(specOf(plan)))).toEqual([false, false, false]);
});

it("goes through a plan however deep it is, and once through what is shared", () => {
  let plan: LoosePlan = step("a");
  for (let level = 0; level < 60; level++) plan = parallel("p", { x: plan, y: plan });
  expect(plansIn([specOf(plan)]).size).toBe(61);
  expect(plansIn([specOf(nested(20_000))]).size).toBe(20_000);
});

it("knows who may be at work in a plan's place", () => {
  const plan = desk.supervised({ rejected: [fallback(step("b").supervised({ timeout: [fallback(step("c"))] }))] });
  expect([...standInsOf(specOf(plan))].map(({ name }) => name)).toEqual(["desk", "b", "c"]);
});

it("names the steps of a chain, and none of other plans", () => {
  const plans = [chain("c", [desk, step("a")]), parallel("p", { x: desk })];
  expect(plans.map((plan) => ownSteps(specOf(plan)))).toEqual([["desk", "a"], []]);
});

it("lists the steps of a chain and of the chains in it, those that stand in for a part too, each once", () => {
  const inner = chain("inner", [step("a"), step("b")]);
  expect(stepNames(specOf(chain("outer", [step("a"), parallel("p", { inner, other: step("x") })])))).toEqual([
    "a",
    "p",
    "b",
  ]);
  const spare = step("x").supervised({ timeout: [fallback(inner)] });
  expect(stepNames(specOf(parallel("p", { spare })))).toEqual(["a", "b"]);
});

it("freezes a pattern at rest", () => {
  const course = frozenCourse(atRest("chain", { names: ["a"] }));
  expect([Object.isFrozen(course), Object.isFrozen(course.shape)]).toEqual([true, true]);
});

it("finds the judges of an agent and who answers what is asked back in a plan; functions that answer are no plans", () => {
  const critic = agent("critic", { work: (): Verdict => ({ verdict: "pass" }) });
  const owner = agent("owner", { work: ({ question }: Asked) => question });
  const plan = desk.gated(judge("fair", critic)).answers(() => 1, owner);
  expect(partsOf(specOf(plan)).map(({ name }) => name)).toEqual(["critic", "owner"]);
  expect([...plansIn([specOf(plan)])].map(({ name }) => name)).toEqual(["desk", "critic", "owner"]);
  const costly = [desk.gated(judge("fair", critic)), desk.answers(owner)];
  expect(costly.map((person) => costsSteps(specOf(person)))).toEqual([true, true]);
  expect(costsSteps(specOf(desk.answers(() => 1)))).toBe(false);
});

it("does not take who only answers for somebody at work in a plan's place", () => {
  const owner = agent("owner", { work: ({ question }: Asked) => question });
  expect([...standInsOf(specOf(desk.answers(owner)))].map(({ name }) => name)).toEqual(["desk"]);
});

describe("the steps that a group can be sent back to", () => {
  const names = (plan: AnyPlan, failed: string) => {
    const spec = specOf(plan);
    const back = stepsBackFrom(
      spec,
      spec.children.findIndex(({ segment }) => segment === failed),
    );
    return new Set([...spec.children.map(({ segment }) => segment), "nobody"].filter((name) => back.has(name)));
  };

  it("are in a chain those before the one that failed, and that one", () => {
    const row = chain("c", [step("a"), step("b"), step("c")]);
    expect([names(row, "a"), names(row, "b"), names(row, "c")]).toEqual([new Set("a"), new Set("ab"), new Set("abc")]);
  });

  it("are in a graph those whose output led to it, and that one, wherever they are written", () => {
    const nodes = { join: loose("join"), b: loose("b"), a: loose("a"), alone: loose("alone") };
    const plan = graph("g", nodes, { after: { join: ["b"], b: ["a"] }, output: "join" });
    expect(names(plan, "join")).toEqual(new Set(["a", "b", "join"]));
    expect([names(plan, "b"), names(plan, "a"), names(plan, "alone")]).toEqual([
      new Set("ab"),
      new Set("a"),
      new Set(["alone"]),
    ]);
  });

  it("are named by a graph as by a chain, and there are none elsewhere", () => {
    const plan = graph("g", { a: step("x"), b: step("y") }, { after: {}, output: "a" });
    expect([ownSteps(specOf(plan)), ownSteps(specOf(parallel("p", { x: desk })))]).toEqual([["a", "b"], []]);
    expect(names(parallel("p", { a: step("x") }), "a")).toEqual(new Set());
    expect(stepNames(specOf(chain("c", [plan])))).toEqual(["g", "a", "b"]);
  });

  it("are exactly those from which a way leads to the one that failed, in any graph", () => {
    const waits = fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(6)), { selector: ([from, to]) => `${from} ${to}` });
    fc.assert(
      fc.property(waits, fc.nat(6), (pairs, failed) => {
        const edges = pairs.filter(([from, to]) => from < to);
        const all = Array.from({ length: 7 }, (_, node) => `n${node}`);
        const lists = Map.groupBy(edges, ([, to]) => `n${to}`);
        const after = Object.fromEntries([...lists].map(([to, list]) => [to, list.map(([from]) => `n${from}`)]));
        const plan = graph("g", Object.fromEntries(all.toReversed().map((name) => [name, loose(name)])), {
          after,
          output: "n0",
        });
        const leads = (from: number): boolean =>
          from === failed || edges.some((edge) => edge[0] === from && leads(edge[1]));
        expect(names(plan, `n${failed}`)).toEqual(new Set(all.filter((_, node) => leads(node))));
      }),
    );
  });
});

/** A node that takes whatever leads to it. */
function loose(name: string): LoosePlan {
  return step(name);
}
