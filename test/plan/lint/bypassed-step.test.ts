import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { retry, skip } from "../../../src/plan/directives.ts";
import { graph } from "../../../src/plan/graph.ts";
import { step } from "../plans.ts";
import { foundBy } from "./found.ts";

const to = (from: string) => ({ transient: [retry({ from })] });
const [draft, print, other] = [step("draft"), step("print"), step("other")];
const after = { print: ["draft"] } as const;
const pages = (node = other) => graph("g", { draft, print, other: node }, { after, output: "print" });

it("notes of a graph's policy that the failure of a node beside the step passes it over", () => {
  expect(foundBy("bypassed-step", pages().supervised(to("draft")))).toMatchObject([
    {
      severity: "note",
      path: "g",
      message:
        'transient in the policy of graph "g" goes back to "draft", which does not lead to other: a failure there passes it over.',
    },
  ]);
});

it("says nothing of nodes that lead to the step or wait for it, nor of one whose own policy answers", () => {
  const line = graph("g", { draft, print }, { after, output: "print" });
  for (const from of ["draft", "print"]) expect(foundBy("bypassed-step", line.supervised(to(from)))).toEqual([]);
  const own = pages(other.supervised({ transient: [skip(0)] }));
  expect(foundBy("bypassed-step", own.supervised(to("draft")))).toEqual([]);
  const more = pages().supervised({ transient: [retry({ from: "draft" }), skip(0)] });
  expect(foundBy("bypassed-step", more)).toEqual([]);
});

it("says nothing of what is no graph, and of a step inside of a node", () => {
  expect(foundBy("bypassed-step", chain("c", [draft, print]).supervised(to("print")))).toEqual([]);
  const inside = pages(step("other")).supervised(to("draft"));
  expect(foundBy("bypassed-step", chain("c", [inside]).supervised(to("draft")))).toHaveLength(1);
});
