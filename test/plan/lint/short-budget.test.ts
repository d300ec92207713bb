import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { fallback, skip } from "../../../src/plan/directives.ts";
import { once, step } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

const pair = chain("c", [once("a"), step("b")]);

it("finds a budget under which a plan cannot get through even where nothing fails", () => {
  expect(foundBy("short-budget", pair.budgeted({ steps: 1 }))).toMatchObject([
    { severity: "error", path: "c", message: 'chain "c" takes 2 steps even where nothing fails, and its budget is 1.' },
  ]);
  expect(foundBy("short-budget", pair, { budget: { steps: 1 } })).toMatchObject([
    { severity: "error", message: expect.stringContaining("the run may take 1") },
  ]);
});

it("notes a part's own budget below its worst case, and warns of the run's", () => {
  expect(placesFoundBy("short-budget", chain("d", [pair.budgeted({ steps: 5 })]))).toEqual(["note d/c"]);
  expect(placesFoundBy("short-budget", pair, { budget: { steps: 5 } })).toEqual(["warning c"]);
  expect(placesFoundBy("short-budget", pair, { budget: { steps: 6 } })).toEqual([]);
});

it("says nothing where a value is declared for it", () => {
  const declared = pair.supervised({ budget: [skip(0)] }).budgeted({ steps: 5 });
  expect(placesFoundBy("short-budget", declared)).toEqual([]);
});

it("does not count what stands in for the plan: that draws on the budgets above", () => {
  const plan = once("a").supervised({ timeout: [fallback(pair)] });
  expect(placesFoundBy("short-budget", plan.budgeted({ steps: 1 }))).toEqual([]);
});

it("finds an agent whose cost no budget around it can pay", () => {
  const dear = agent("dear", { work: (_: unknown): unknown => 0, expects: { costUsd: 0.5 } });
  expect(placesFoundBy("short-budget", chain("c", [dear, once("b")]).budgeted({ usd: 0.4 }))).toEqual(["error c/dear"]);
  expect(placesFoundBy("short-budget", dear, { budget: { usd: 0.4 } })).toEqual(["error dear"]);
  expect(placesFoundBy("short-budget", dear.budgeted({ usd: 0.5 }))).toEqual([]);
});

it("does not ask the budget of a plan for what stands in for it", () => {
  const dear = agent("dear", { work: (_: unknown): unknown => 0, expects: { costUsd: 0.5 } });
  expect(
    placesFoundBy(
      "short-budget",
      once("a")
        .supervised({ timeout: [fallback(dear)] })
        .budgeted({ usd: 0.1 }),
    ),
  ).toEqual([]);
});
