import { expect, it } from "vitest";
import { plannedNodes } from "../../src/kernel/planned.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { erasedSpec } from "./rehearse.ts";
import { fallback } from "../../src/plan/directives.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";

const draft = agent("draft", { work: (text: string) => text });
const pathsOf = (plan: Parameters<typeof erasedSpec>[0]) => plannedNodes(erasedSpec(plan)).map(({ path }) => path);

it("names every node by its path, parents first", () => {
  const context = parallel("context", { orders: draft, history: draft });
  expect(plannedNodes(erasedSpec(chain("support", [draft, context])))).toEqual([
    { path: "support", kind: "chain" },
    { path: "support/draft", kind: "agent" },
    { path: "support/context", kind: "parallel" },
    { path: "support/context/orders", kind: "agent" },
    { path: "support/context/history", kind: "agent" },
  ]);
});

it("names a map without its items: nobody knows how many there will be", () => {
  expect(pathsOf(map("drafts", draft))).toEqual(["drafts"]);
});

it("does not name what may stand in for others", () => {
  const template = agent("template", { work: (text: string) => text });
  expect(pathsOf(draft.supervised({ timeout: [fallback(template)] }))).toEqual(["draft"]);
});
