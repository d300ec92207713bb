import { expect, it } from "vitest";
import { chain, parallel } from "../../src/index.ts";
import { sourcesFor } from "../../src/kernel/sources.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

/** Who may know what the agent at a path asks: which plan declares it, and its number there. */
function sourcesAt(plan: AnyPlan, path: string): readonly string[] {
  const { core } = settle(kernelOf(plan, 1));
  const agent = core.live.get(path);
  if (agent?.kind !== "agent") throw new Error(`no agent at ${path}`);
  return sourcesFor(agent).map(({ site, index }) => `${core.layout.sites[site]?.name} ${index}`);
}

const knows = () => null;

it("are those of the agent's own, and then those of the plans around it, the nearest first", () => {
  const a = worker("a").answers(knows);
  const plan = chain("p", [chain("q", [a]).answers(knows, worker("desk"))]).answers(knows);
  expect(sourcesAt(plan, "p/q/a")).toEqual(["a 0", "q 0", "q 1", "p 0"]);
});

it("are nobody where no plan around it has any", () => {
  expect(sourcesAt(chain("p", [worker("a")]), "p/a")).toEqual([]);
});

it("are not those of a plan beside it", () => {
  const plan = parallel("p", { a: worker("a"), b: chain("b", [worker("c")]).answers(knows) });
  expect(sourcesAt(plan, "p/a")).toEqual([]);
  expect(sourcesAt(plan, "p/b/c")).toEqual(["b 0"]);
});
