import { expect, it } from "vitest";
import { z } from "zod";
import { chain } from "../../../src/plan/chain.ts";
import { human } from "../../../src/plan/human.ts";
import { map } from "../../../src/plan/map.ts";
import { step } from "../plans.ts";
import type { LoosePlan } from "../random-plan.ts";
import { placesFoundBy } from "./found.ts";

const mails = map("mails", step("read"));
const plan = chain("c", [mails, step("sum")]);

it("warns of a map without maxItems, and finds that the run's budget says nothing of steps", () => {
  expect(placesFoundBy("missing-bound", plan)).toEqual(["warning c/mails"]);
  expect(placesFoundBy("missing-bound", plan, { budget: { usd: 1 } })).toEqual(["error c/mails"]);
});

it("does not take the budget of a part for the run's: no run starts with it", () => {
  expect(placesFoundBy("missing-bound", chain("c", [mails.budgeted({ steps: 9 }), step("sum")]))).toEqual([
    "warning c/mails",
  ]);
});

it("says nothing where there are steps enough to count, or none at all", () => {
  expect(placesFoundBy("missing-bound", plan, { budget: { steps: 100 } })).toEqual([]);
  expect(placesFoundBy("missing-bound", plan.budgeted({ steps: 100 }))).toEqual([]);
  expect(placesFoundBy("missing-bound", map("m", step("a"), { maxItems: 9 }))).toEqual([]);
  const desk = human("desk", { output: z.unknown(), deadlineMs: 1, otherwise: "fail" });
  expect(placesFoundBy("missing-bound", map("m", desk))).toEqual([]);
});

it("warns of a worst case beyond all counting", () => {
  const wide = (name: string, body: LoosePlan) => map(name, body, { maxItems: 1e9 }).given((x: unknown) => [x]);
  expect(placesFoundBy("missing-bound", wide("a", wide("b", step("c"))))).toEqual(["warning a"]);
});
