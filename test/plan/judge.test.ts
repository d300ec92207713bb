import { expect, it } from "vitest";
import { gateSpecOf } from "../../src/gates/gate.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { agent } from "../../src/plan/agent.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { judge } from "../../src/plan/judge.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const critic = agent("critic", { work: (): Verdict => ({ verdict: "pass" }) });

it("is a gate with the plan that judges, an agent or any other", () => {
  for (const by of [critic, chain("panel", [step("reads"), critic])])
    expect(gateSpecOf(judge("fair", by))).toEqual({ kind: "judge", name: "fair", by });
});

it("stands below its agent under the gate's name, on whichever side of the work it is", () => {
  const gated = step("draft").gated(judge("fair", critic), judge("short", critic)).gatedBefore(judge("clear", critic));
  expect(specOf(gated).children.map(({ segment, spec }) => [segment, spec])).toEqual([
    ["clear", specOf(critic)],
    ["fair", specOf(critic)],
    ["short", specOf(critic)],
  ]);
});

it.each([
  ["BAD_NAME", ["a/b", critic], /name of a judge is "a\/b".*for example "a-b"/],
  ["BAD_NAME", [undefined, critic], /name of a judge is undefined/],
  ["BAD_NAME", [critic], /name of a judge is an object/],
  ["NOT_A_PLAN", ["fair"], /The plan of judge "fair" is undefined.*circular import/],
  [
    "NOT_A_PLAN",
    ["fair", () => ({ verdict: "pass" })],
    /The plan of judge "fair" is a function.*agent\("name", \{ work \}\)/,
  ],
  ["NOT_A_PLAN", ["fair", judge("g", critic)], /The plan of judge "fair" is an object, not a plan/],
  [
    "NOT_A_PLAN",
    ["fair", { by: critic }],
    /The plan of judge "fair" is an object, not a plan\. Plans are made by agent/,
  ],
] as const)("refuses with %s: case %#", (code, given, message) => {
  expect(() => fromJavaScript(judge, ...given)).toThrow(refused(code, message));
});
