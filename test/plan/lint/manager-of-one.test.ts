import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { orchestrate } from "../../../src/plan/orchestrate.ts";
import type { AnyPlan } from "../../../src/plan/plan.ts";
import { route } from "../../../src/plan/route.ts";
import { step } from "../plans.ts";
import type { LoosePlan } from "../random-plan.ts";
import { foundBy, placesFoundBy } from "./found.ts";

const by = agent("label", { work: (_: unknown): "a" => "a" });

function managed(workers: Readonly<Record<string, LoosePlan>>, rounds: number, maxTasks: number): AnyPlan {
  const planner = agent("planner", { work: (_: unknown) => [] });
  return orchestrate("o", { workers, planner, synthesizer: step("join"), rounds, maxTasks });
}

it("warns of a classifier with one specialist", () => {
  expect(placesFoundBy("manager-of-one", route("r", { by, to: { a: step("a") }, otherwise: step("z") }))).toEqual([
    "warning r",
  ]);
  const two = route("r", { by, to: { a: step("a"), b: step("b") }, otherwise: step("z") });
  expect(placesFoundBy("manager-of-one", two)).toEqual([]);
});

it("warns of a planner with one worker, one round and one task", () => {
  expect(foundBy("manager-of-one", managed({ a: step("a") }, 1, 1))).toMatchObject([
    { severity: "warning", path: "o", remedy: 'Write chain("o", [planner, a, join]), or let a do it alone.' },
  ]);
});

it("notes a planner that lists the items of a map", () => {
  expect(foundBy("manager-of-one", managed({ a: step("a") }, 1, 5))).toMatchObject([
    { severity: "note", remedy: expect.stringContaining('map("tasks", a, { maxItems: 5 })') },
  ]);
});

it("says nothing of a second round, and of a second worker", () => {
  expect(placesFoundBy("manager-of-one", managed({ a: step("a") }, 2, 1))).toEqual([]);
  expect(placesFoundBy("manager-of-one", managed({ a: step("a"), b: step("b") }, 1, 1))).toEqual([]);
});
