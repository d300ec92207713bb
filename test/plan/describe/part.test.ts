import { expect, it } from "vitest";
import { describe } from "../../../src/plan/describe.ts";
import { partAt } from "../../../src/plan/describe/part.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import { EVERY_PLAN } from "../every-plan.ts";

const PARTS: Readonly<Record<string, readonly string[]>> = {
  desk: ["classifier", "specialist", "otherwise"],
  panel: ["voter", "voter", "voter", "judge"],
  board: ["voter", "voter"],
  contest: ["voter", "voter", "judge"],
  "two-of": ["voter", "voter", "voter"],
  edit: ["generator", "evaluator"],
  research: ["planner", "synthesizer", "worker", "worker"],
  writer: ["judge"],
  lead: ["judge"],
};

it("says what each child is to its plan, where not all are the same to it", () => {
  for (const plan of EVERY_PLAN.filter(({ name }) => name in PARTS)) {
    const spec = specOf(plan);
    expect(spec.children.map((_, place) => partAt(spec, place))).toEqual(PARTS[plan.name]);
    expect(describe(plan).children.map(({ part }) => part)).toEqual(PARTS[plan.name]);
  }
});

it("says nothing where all children are alike", () => {
  for (const plan of EVERY_PLAN.filter(({ name }) => !(name in PARTS)))
    for (const child of describe(plan).children) expect(child).not.toHaveProperty("part");
});
