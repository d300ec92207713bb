import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fit } from "../../src/hosts/fit.ts";
import { agent, branch, chain, human, parallel } from "../../src/index.ts";
import { isSameJson } from "../../src/model/json.ts";
import { specOf } from "../../src/plan/erasure.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import type { Question } from "../../src/model/question.ts";

const question: Question = {
  id: "a!1",
  path: "a",
  kind: "human",
  name: "a",
  hash: "",
  isOfInput: false,
  shown: null,
  deadline: 0,
  otherwise: "reject",
};
const person = specOf(human("a", { output: z.object({ n: z.coerce.number() }), deadlineMs: 1, otherwise: "fail" }));

it("gives what the schema makes of a person's value", async () => {
  expect(await fit(person, question, { n: "7" })).toEqual({ fits: true, value: { n: 7 } });
});

it("says what does not fit", async () => {
  expect(await fit(person, question, { n: "x" })).toMatchObject({
    fits: false,
    why: expect.stringContaining("number"),
  });
});

it("names the field that does not fit, and none where the whole does not", async () => {
  expect(await fit(person, question, {})).toMatchObject({ why: expect.stringMatching(/^n: /) });
  expect(await fit(person, question, 7)).toMatchObject({ why: expect.stringMatching(/^Invalid input/) });
});

it("takes an edited input that fits as it is: the work's own attempt transforms it", async () => {
  const pay = specOf(agent("a", { input: z.object({ n: z.coerce.number() }), work: ({ n }) => n }));
  const ofInput = { ...question, kind: "approval", isOfInput: true } as const;
  expect(await fit(pay, ofInput, { n: "7" })).toEqual({ fits: true, value: { n: "7" } });
  expect(await fit(pay, ofInput, { n: "x" })).toMatchObject({ fits: false, why: expect.stringContaining("n: ") });
  expect(await fit(person, ofInput, "anything")).toEqual({ fits: true, value: "anything" });
});

describe("what stands in for the output of a plan", () => {
  const first = agent("first", { work: (n: number) => n });
  const last = agent("last", { output: z.object({ n: z.coerce.number() }), work: (n: number) => ({ n }) });
  const escalation = { ...question, kind: "escalation" } as const;

  it.each<[string, AnyPlan]>([
    ["of a chain", chain("c", [first, last])],
    ["of a chain that ends in a chain", chain("c", [first, chain("d", [first, last])])],
    ["of a plan that is given a slice", chain("c", [first, last.given((n: number) => n)])],
  ])("%s must fit what its last step gives", async (_, plan) => {
    expect(await fit(specOf(plan), escalation, { n: "7" })).toEqual({ fits: true, value: { n: 7 } });
    expect(await fit(specOf(plan), escalation, { n: "x" })).toMatchObject({ fits: false });
  });

  it("of a plan that has its output from several agents, or from one of several, is taken as it is", async () => {
    const plans = [parallel("p", { first, last }), branch("b", { on: () => "last", cases: { last } })];
    for (const plan of plans) expect(await fit(specOf(plan), escalation, "anything")).toMatchObject({ fits: true });
  });
});

it("takes anything where there is no agent to answer for", async () => {
  expect(await fit(undefined, question, "anything")).toEqual({ fits: true, value: "anything" });
});

it("holds an output, but no input, against what the plan around it finds wrong with it, as the schema has made it", async () => {
  const wrongWith = (output: unknown) => (isSameJson(output, { n: 7 }) ? "not seven" : undefined);
  const spec = { ...person, wrongWith };
  expect(await fit(spec, question, { n: "7" })).toEqual({ fits: false, why: "not seven" });
  expect(await fit(spec, question, { n: "8" })).toEqual({ fits: true, value: { n: 8 } });
  expect(await fit(spec, { ...question, isOfInput: true }, { n: 7 })).toEqual({ fits: true, value: { n: 7 } });
});
