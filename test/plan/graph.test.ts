import { expect, it } from "vitest";
import { agent } from "../../src/plan/agent.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const orders = agent("find orders", { work: (_: string) => ["o1"] });
const history = agent("read history", { work: (_: string) => 3 });
const join = agent("put together", {
  work: (d: { orders: string[]; history?: number }) => `${d.orders.join()}${d.history}`,
});
const isLong = (found: number) => found > 2;
const plan = graph(
  "g",
  { join, orders, history },
  { after: { join: ["orders", { node: "history", when: isLong }] }, output: "join" },
);

it("is its nodes under their keys, dependencies first, and its edges by their places", () => {
  const spec = specOf(plan);
  expect(spec.children.map(({ segment, spec: { name } }) => [segment, name])).toEqual([
    ["orders", "find orders"],
    ["history", "read history"],
    ["join", "put together"],
  ]);
  expect(spec.course).toMatchObject({
    kind: "graph",
    shape: {
      names: ["orders", "history", "join"],
      output: 2,
      after: [
        [],
        [],
        [
          { node: 0, isConditional: false },
          { node: 1, isConditional: true },
        ],
      ],
    },
  });
});

it("asks the functions of the edges out of a node, all at once, of that node's output", () => {
  const { evaluate } = specOf(plan);
  expect([evaluate?.("history", 3), evaluate?.("history", 1), evaluate?.("orders", [])]).toEqual([
    { join: true },
    { join: false },
    {},
  ]);
});

it("may have no edges at all", () => {
  const spec = specOf(graph("g", { orders, history }, { after: {}, output: "history" }));
  expect(spec.course?.shape).toMatchObject({ after: [[], []], output: 1 });
});

it("is frozen, with all that it is made of", () => {
  const { course, children } = specOf(plan);
  const after = course?.kind === "graph" ? course.shape.after : [];
  expect([children, course, course?.shape, after, ...after, ...after.flat()].every(Object.isFrozen)).toBe(true);
});

const [a, b] = [step("a"), step("b")];
const fine = { after: { b: ["a"] }, output: "b" };

it.each([
  ["BAD_NAME", ["g/h", { a, b }, fine], /name of a graph is "g\/h"/],
  ["BAD_NAME", ["g", { "a b ": a }, fine], /name of a member of graph "g" is "a b "/],
  ["BAD_OPTION", ["g", [a, b], fine], /plans of graph "g" are a list, not a record/],
  ["BAD_OPTION", ["g", {}, fine], /plans of graph "g" are none/],
  ["BAD_OPTION", ["g", new Map([["a", a]]), fine], /plans of graph "g" are a Map/],
  ["NOT_A_PLAN", ["g", { a, b: undefined }, fine], /"b" of graph "g" is undefined/],
  ["NOT_A_PLAN", ["g", { a, b: () => b }, fine], /"b" of graph "g" is a function/],
  ["BAD_OPTION", ["g", { a, b }], /options of graph "g" are undefined.*after, output/],
  ["BAD_OPTION", ["g", { a, b }, { ...fine, edges: [] }], /graph "g" has no option "edges"/],
  ["BAD_OPTION", ["g", { a, b }, { ...fine, ouput: "b" }], /Did you mean "output"\?/],
  ["BAD_OPTION", ["g", { a, b }, { output: "b" }], /needs after, which is left out.*after: \{ join:/],
  ["BAD_OPTION", ["g", { a, b }, { after: {} }], /needs output, which is left out.*output: "join"/],
  ["BAD_OPTION", ["g", { a, b }, { ...fine, after: [["a", "b"]] }], /after of graph "g" is a list/],
  ["UNKNOWN_NODE", ["g", { a, b }, { ...fine, output: "c" }], /output of graph "g" names "c".*There are: a, b/],
  ["UNKNOWN_NODE", ["g", { a, b }, { ...fine, after: { b: ["c"] } }], /What "b" waits for in graph "g" names "c"/],
  ["NOT_A_FUNCTION", ["g", { a, b }, { ...fine, after: { b: [{ node: "a", when: 1 }] } }], /when of the edge a → b/],
  ["CYCLE", ["g", { a, b }, { ...fine, after: { b: ["a"], a: ["b"] } }], /graph "g" waits for itself: . → . → .\./],
] as const)("refuses with %s: case %#", (code, given, message) => {
  expect(() => fromJavaScript(graph, ...given)).toThrow(refused(code, message));
});
