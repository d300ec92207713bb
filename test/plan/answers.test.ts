import { expect, it } from "vitest";
import { check } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { withAnswers } from "../../src/plan/answers.ts";
import { chain } from "../../src/plan/chain.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { Asked } from "../../src/plan/plan.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const known = () => 42;
const desk = agent("desk", { work: ({ question }: Asked) => question });

it("keeps who answers in the order in which they are given, and adds to those that are there", () => {
  const last = agent("last", { work: ({ path }: Asked) => path });
  const plan = chain("c", [step("a")])
    .answers(known, desk)
    .answers(last);
  expect(specOf(plan).answers).toEqual([
    { kind: "function", answer: known },
    { kind: "plan", spec: specOf(desk) },
    { kind: "plan", spec: specOf(last) },
  ]);
});

it("leaves the plan as it was, and changes nothing else about it", () => {
  const plan = step("a").gated(check("c", () => true));
  const answered = plan.answers(known);
  expect(specOf(plan)).not.toHaveProperty("answers");
  expect({ ...specOf(answered), answers: undefined }).toEqual({ ...specOf(plan), answers: undefined });
  expect([answered.kind, answered.name, answered.handsTo]).toEqual([plan.kind, plan.name, plan.handsTo]);
});

it("is frozen, with every source in it", () => {
  const spec = withAnswers(specOf(step("a")), [known, desk]);
  expect([spec, spec.answers, ...(spec.answers ?? [])].every(Object.isFrozen)).toBe(true);
});

it.each([
  [[], /Those who answer for chain "c" are nobody\. Give functions of the question, or plans/],
  [[undefined], /have undefined among them/],
  [[null], /have null among them/],
  [["42"], /have "42" among them/],
  [[known, { question: "42" }], /have an object among them/],
  [[[known, desk]], /have a list among them/],
  [[Promise.resolve(desk)], /have a Promise among them/],
  [[check("c", () => true)], /have an object among them/],
] as const)("refuses who cannot answer: case %#", (sources, message) => {
  const plan = chain("c", [step("a")]);
  expect(() => fromJavaScript(withAnswers, specOf(plan), sources)).toThrow(refused("BAD_OPTION", message));
});
