import { expect, it } from "vitest";
import { describe, type PlanNode } from "../../../src/plan/describe.ts";
import { flowchart } from "../../../src/plan/draw/flowchart.ts";
import { drawPattern } from "../../../src/plan/draw/patterns.ts";
import type { Pen } from "../../../src/plan/draw/pen.ts";
import { EVERY_PLAN } from "../every-plan.ts";

/** What is drawn inside of a plan of which the children are one node each, named for their segments. */
function drawn(name: string): readonly string[] {
  const plan = EVERY_PLAN.find((other) => other.name === name);
  if (plan === undefined) throw new Error(`there is no ${name}`);
  const lines: string[] = [];
  const pen: Pen = {
    child: ({ segment }: PlanNode) => ({ entry: segment, exits: [segment] }),
    place: (line) => void lines.push(line),
    arrow: (from, to, { label = "", isDotted = false } = {}) =>
      void lines.push(`${from} ${isDotted ? "..>" : "-->"} ${to}${label === "" ? "" : ` : ${label}`}`),
  };
  const { entry, exits } = drawPattern(pen, { node: describe(plan), id: "n" });
  return [...lines, `${entry} … ${exits.join()}`];
}

it("leads a loop back where it is not content", () => {
  expect(drawn("polish")).toEqual([
    'nu{"until"}',
    "polish-once --> nu",
    "nu ..> polish-once : again",
    "polish-once … nu",
  ]);
});

it("leads a critique back to the generator", () => {
  expect(drawn("edit")).toEqual(["write --> critic", "critic ..> write : critique", "write … critic"]);
});

it("leads all voters to the rule, and a tie on to the judge", () => {
  expect(drawn("panel")).toEqual([
    'nf(("fork"))',
    "nf --> voter[0] : voter[0]",
    "nf --> voter[1] : voter[1]",
    "nf --> voter[2] : voter[2]",
    'nr{{"majority, in a tie its judge"}}',
    "voter[0] --> nr",
    "voter[1] --> nr",
    "voter[2] --> nr",
    "nr ..> umpire : in a tie",
    "nf … nr,umpire",
  ]);
});

it("leads a contest to its judge in any case", () => {
  expect(drawn("contest").slice(-2)).toEqual(["nr --> jury", "nf … jury"]);
});

it("leads peers to those that they may hand off to, from the one that begins", () => {
  expect(drawn("swarm")).toEqual([
    "front ..> billing : hands off",
    "billing ..> front : hands off",
    "front … front,billing,tech",
  ]);
});

it("has a graph's own edges, dotted where they have a condition, and ends with the output", () => {
  expect(drawn("web")).toEqual([
    'nf(("fork"))',
    "nf --> orders",
    "nf --> history",
    "orders --> join",
    "history ..> join : when",
    "join --> log",
    "nf … join",
  ]);
});

it("leads a planner to its workers, and those back to it and on to the synthesizer", () => {
  expect(drawn("research")).toEqual([
    "planner --> search : tasks",
    "planner --> extract : tasks",
    "planner ..> synthesizer : enough",
    "search ..> planner : next round",
    "search --> synthesizer",
    "extract ..> planner : next round",
    "extract --> synthesizer",
    "planner … synthesizer",
  ]);
});

it("draws every kind of plan so that its own box and all its parts are there", () => {
  for (const plan of EVERY_PLAN) {
    const node = describe(plan);
    for (const { name } of node.children) expect(flowchart(node)).toContain(name);
  }
});
