import fc from "fast-check";
import { expect, it } from "vitest";
import { worstCase } from "../../../src/plan/bound.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import { leastSteps } from "../../../src/plan/lint/least-steps.ts";
import { EVERY_PLAN } from "../every-plan.ts";
import { anyPlan } from "../random-plan.ts";

const LEAST: Readonly<Record<string, number>> = {
  writer: 1,
  lead: 0,
  anybody: 0,
  pass: 0,
  slice: 1,
  steps: 2,
  parts: 1,
  size: 1,
  polish: 1,
  mails: 0,
  "all-mails": 0,
  panel: 3,
  board: 2,
  "two-of": 3,
  contest: 2,
  desk: 2,
  edit: 2,
  swarm: 1,
  web: 2,
  research: 2,
};

it("counts what is done in any case", () => {
  const least = EVERY_PLAN.map((plan) => [plan.name, leastSteps(specOf(plan))] as const);
  expect(Object.fromEntries(least)).toEqual(LEAST);
});

it("is never more than the worst case", () => {
  fc.assert(
    fc.property(anyPlan("root", 2), (plan) => {
      expect(leastSteps(specOf(plan))).toBeLessThanOrEqual(worstCase(specOf(plan)).steps);
    }),
  );
});
