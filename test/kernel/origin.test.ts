import { expect, it } from "vitest";
import { agent, chain } from "../../src/index.ts";
import { originOf, planHash, readStart } from "../../src/kernel/origin.ts";
import { erasedSpec } from "./rehearse.ts";
import { worker } from "./scenes.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";

const hash = (plan: AnyPlan) => planHash(erasedSpec(plan), plan);

it("keeps what a run began with", () => {
  const plan = worker("a");
  const start = { input: { n: 1 }, options: { budget: { steps: 3 } }, seed: 7 };
  const origin = originOf(erasedSpec(plan), plan, start);
  expect([origin.plan, readStart(origin)]).toEqual(["a", start]);
});

it("has one hash for plans that differ in their functions alone", () => {
  expect(hash(agent("a", { work: () => 1 }))).toBe(hash(agent("a", { work: () => 2 })));
  expect(hash(agent("a", { work: () => 1 }))).not.toBe(hash(agent("a", { work: () => 1, timeoutMs: 5 })));
  expect(hash(chain("p", [worker("a")]))).not.toBe(hash(chain("p", [worker("b")])));
});
