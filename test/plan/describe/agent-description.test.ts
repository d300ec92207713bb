import { expect, it } from "vitest";
import { z } from "zod";
import { describeAgent } from "../../../src/plan/describe/agent-description.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import { agent } from "../../../src/plan/agent.ts";
import { human } from "../../../src/plan/human.ts";
import type { AnyPlan } from "../../../src/plan/plan.ts";
import { writer } from "../every-plan.ts";
import { step } from "../plans.ts";

const described = (plan: AnyPlan) => {
  const spec = specOf(plan).agent;
  return spec === undefined ? undefined : describeAgent(spec);
};

it("leaves out what an agent does not have", () => {
  expect(described(step("a"))).toEqual({
    timeoutMs: 30_000,
    checksInput: false,
    checksOutput: false,
    isIdempotent: false,
    gatesBefore: [],
    gatesAfter: [],
  });
});

it("says how often it may ask back, and to whom it may hand off", () => {
  expect(described(writer)).toMatchObject({ asks: 2 });
  expect(described(agent("front", { handsTo: ["billing"], work: () => 0 }))).toMatchObject({ handsTo: ["billing"] });
});

it("has every option of every kind of gate, in the order in which they are asked", () => {
  expect(described(writer)?.gatesAfter).toEqual([
    { kind: "check", name: "short" },
    { kind: "judge", name: "fair" },
    {
      kind: "approval",
      name: "lead",
      isConditional: false,
      quorum: 2,
      roles: ["lead", "boss"],
      onReject: "revise",
      deadlineMs: 86_400_000,
      otherwise: "approve",
    },
    {
      kind: "confidence",
      name: "sure",
      use: 0.8,
      askFrom: 0.4,
      asks: "Is it right?",
      deadlineMs: 60_000,
      otherwise: "reject",
    },
    { kind: "confidence", name: "at-all", use: 0.1 },
    { kind: "policy", name: "no-names" },
  ]);
});

it("says of a person what is asked, and has no time limit for them", () => {
  const desk = described(human("desk", { output: z.unknown(), asks: "What?", deadlineMs: 9, otherwise: "fail" }));
  expect(desk?.person).toEqual({ asks: "What?", deadlineMs: 9, otherwise: { does: "reject" } });
  expect(desk).not.toHaveProperty("timeoutMs");
});
