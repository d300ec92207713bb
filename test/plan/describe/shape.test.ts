import { expect, it } from "vitest";
import { shapeOf } from "../../../src/plan/describe/shape.ts";
import { specOf } from "../../../src/plan/erasure.ts";
import { EVERY_PLAN } from "../every-plan.ts";

const SHAPES: Readonly<Record<string, object>> = {
  writer: {},
  lead: {},
  anybody: {},
  pass: {},
  slice: {},
  steps: {},
  parts: {},
  size: {},
  polish: { max: 5, exhausted: "last" },
  mails: { concurrency: 4, maxItems: 9 },
  "all-mails": { concurrency: 256 },
  panel: { rule: { by: "majority", tie: "judge" }, hasBallot: true },
  board: { rule: { by: "majority", tie: "first", weights: { chair: 2, member: 1 } }, hasBallot: true },
  "two-of": { rule: { by: "quorum", k: 2 }, hasBallot: true },
  contest: { rule: { by: "best" }, hasBallot: false },
  desk: { reroutes: 2 },
  edit: { rounds: 3, unapproved: "best" },
  swarm: { start: "front", max: 6 },
  web: {
    output: "join",
    after: {
      join: [
        { node: "orders", isConditional: false },
        { node: "history", isConditional: true },
      ],
      log: [{ node: "join", isConditional: false }],
    },
  },
  research: { rounds: 2, maxTasks: 10, concurrency: 3 },
};

it("has the options of every kind of pattern, and names nodes, voters and peers by their segments", () => {
  const shapes = EVERY_PLAN.map((plan) => [plan.name, shapeOf(specOf(plan))] as const);
  expect(Object.fromEntries(shapes)).toEqual(SHAPES);
});
