import { expect, it } from "vitest";
import { graph } from "../../../src/plan/graph.ts";
import { EVERY_PLAN } from "../every-plan.ts";
import { step } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

it("notes a node that nothing waits for, and that is not the output", () => {
  const web = EVERY_PLAN.filter(({ name }) => name === "web");
  expect(web.flatMap((plan) => foundBy("unused-output", plan))).toMatchObject([
    { severity: "note", path: "web/log", message: expect.stringContaining("Nobody uses what log gives") },
  ]);
});

it("says nothing of the output, and of a node behind an edge, with a condition or without", () => {
  const nodes = { a: step("a"), b: step("b"), c: step("c") };
  const plan = graph("g", nodes, { after: { b: ["a"], c: [{ node: "b", when: () => true }] }, output: "c" });
  expect(placesFoundBy("unused-output", plan)).toEqual([]);
});
