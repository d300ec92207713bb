import { expect, it } from "vitest";
import { loop } from "../../../src/plan/loop.ts";
import { refine } from "../../../src/plan/refine.ts";
import { critic } from "../every-plan.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

const looped = (max: number) => loop("again", step("a"), { until: () => true, max });
const refined = (rounds: number) => refine("edit", { generate: step("a"), evaluate: critic("b"), rounds });

it("warns of a loop and a refine that never get to a second round", () => {
  expect(placesFoundBy("round-of-one", looped(1))).toEqual(["warning again"]);
  expect(placesFoundBy("round-of-one", refined(1))).toEqual(["warning edit"]);
});

it("says nothing of two rounds", () => {
  for (const plan of [looped(2), refined(2)]) expect(placesFoundBy("round-of-one", plan)).toEqual([]);
});
