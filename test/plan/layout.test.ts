import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ChildInfo } from "../../machines/supervision/group.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { fallback } from "../../src/plan/directives.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { human } from "../../src/plan/human.ts";
import { judge } from "../../src/plan/judge.ts";
import { layOut } from "../../src/plan/layout.ts";
import { parallel } from "../../src/plan/parallel.ts";
import { pass } from "../../src/plan/pass.ts";
import type { Asked } from "../../src/plan/plan.ts";
import { step } from "./plans.ts";
import { anyPlan } from "./random-plan.ts";

it("numbers a plan, then its children in order, then its fallbacks", () => {
  const first = step("first").supervised({ timeout: [fallback(step("spare"))] });
  const plan = chain("c", [first, parallel("p", { x: step("x"), y: step("y") })]).supervised({
    "*": [fallback(agent("last", { work: () => ({ x: 0, y: 0 }) }))],
  });
  const { sites, root, childrenOf } = layOut(specOf(plan));
  expect(sites.map(({ name }) => name)).toEqual(["c", "first", "spare", "p", "x", "y", "last"]);
  expect(root).toMatchObject({ site: 0, name: "c", isAgent: false, fallbacks: [{ site: 6, name: "last" }] });
  expect(childrenOf(0).map(({ site, name }) => [site, name])).toEqual([
    [1, "first"],
    [3, "p"],
  ]);
  expect(childrenOf(0)[0]?.fallbacks).toMatchObject([{ site: 2, name: "spare", isAgent: true }]);
});

it("says of a child what its supervisor must know: its segment, its policy, whether it may be run again", () => {
  const plan = parallel("p", {
    key: agent("named", { work: () => 1, idempotent: true }).supervised({ timeout: [] }),
    other: step("o"),
  });
  const { childrenOf } = layOut(specOf(plan));
  expect(childrenOf(0)).toEqual([
    { site: 1, name: "key", table: { timeout: [] }, isAgent: true, isRepeatable: true, fallbacks: [] },
    { site: 2, name: "other", isAgent: true, isRepeatable: false, fallbacks: [] },
  ]);
});

it("gives the same plan at two places two numbers, and knows no children of a number that there is not", () => {
  const same = step("same");
  const { sites, childrenOf } = layOut(specOf(parallel("p", { a: same, b: same })));
  expect([sites[1] === sites[2], sites.length, childrenOf(99)]).toEqual([true, 3, []]);
});

it("is laid out once for all runs of a plan", () => {
  const plan = specOf(chain("c", [step("a")]));
  expect(layOut(plan)).toBe(layOut(plan));
});

it("reaches every number exactly once, parents before their parts, and is the same each time", () => {
  fc.assert(
    fc.property(anyPlan("root", 2), (plan) => {
      const { sites, root, childrenOf, answerersOf } = layOut(specOf(plan));
      const visit = ({ site, fallbacks }: ChildInfo): readonly number[] => [
        site,
        ...childrenOf(site).flatMap(visit),
        ...fallbacks.flatMap(visit),
        ...answerersOf(site).flatMap((info) => (info === undefined ? [] : visit(info))),
      ];
      expect(visit(root)).toEqual(sites.map((_, site) => site));
      expect(layOut({ ...specOf(plan) })).toMatchObject({ root, sites: [{ name: plan.name }, ...sites.slice(1)] });
    }),
  );
});

describe("who answers what is asked back", () => {
  const owner = agent("owner", { work: ({ question }: Asked) => question });
  const desk = agent("desk", { work: ({ path }: Asked) => path });

  it("has numbers behind the plan's children and fallbacks; functions have none, but keep their place", () => {
    const plan = chain("c", [step("a"), step("b")])
      .supervised({ timeout: [fallback(step("spare"))] })
      .answers(owner, () => 1, desk);
    const { sites, answerersOf } = layOut(specOf(plan));
    expect(sites.map(({ name }) => name)).toEqual(["c", "a", "b", "spare", "owner", "desk"]);
    expect(answerersOf(0).map((info) => info && [info.site, info.name])).toEqual([
      [4, "owner"],
      undefined,
      [5, "desk"],
    ]);
  });

  it("is nobody where nothing is said, and for a number that there is not", () => {
    const { answerersOf } = layOut(specOf(chain("c", [step("a").answers(() => 1)])));
    expect([answerersOf(0), answerersOf(1), answerersOf(99)]).toEqual([[], [undefined], []]);
  });

  it("is laid out with what is inside it", () => {
    const team = chain("team", [owner.supervised({ timeout: [fallback(desk)] })]);
    const { sites, answerersOf, childrenOf } = layOut(specOf(step("a").answers(team)));
    expect(sites.map(({ name }) => name)).toEqual(["a", "team", "owner", "desk"]);
    expect(answerersOf(0)).toMatchObject([{ site: 1, name: "team", isAgent: false }]);
    expect(childrenOf(1)).toMatchObject([{ site: 2, fallbacks: [{ site: 3 }] }]);
  });
});

it("lays out an agent's judges as its children, under their gates' names", () => {
  const critic = agent("critic", { work: (): Verdict => ({ verdict: "pass" }) });
  const { sites, root, childrenOf } = layOut(specOf(step("draft").gated(judge("fair", critic))));
  expect(sites.map(({ name }) => name)).toEqual(["draft", "critic"]);
  expect(root).toMatchObject({ isAgent: true, site: 0 });
  expect(childrenOf(0)).toMatchObject([{ site: 1, name: "fair", isAgent: true }]);
});

it("says what is free: people, functions and passing on, with their judges and answerers counted", () => {
  const person = human("person", { output: z.string(), deadlineMs: 1, otherwise: "fail" });
  const plan = parallel("p", {
    person,
    kept: pass<unknown>(),
    asked: person.answers(agentOf("owner")),
    work: step("w"),
  });
  const { childrenOf } = layOut(specOf(plan));
  expect(childrenOf(0).map(({ name, isFree = false }) => [name, isFree])).toEqual([
    ["person", true],
    ["kept", true],
    ["asked", false],
    ["work", false],
  ]);
});

function agentOf(name: string) {
  return agent(name, { work: ({ question }: Asked) => question });
}
