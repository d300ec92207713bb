import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { fallback } from "../../../src/plan/directives.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

it("warns of a plan that stands in for itself, whatever policy it has there", () => {
  const draft = step("draft");
  expect(placesFoundBy("same-fallback", draft.supervised({ timeout: [fallback(draft)] }))).toEqual([
    "warning draft/fallback:draft",
  ]);
  const pair = chain("c", [step("a"), step("b")]);
  expect(
    placesFoundBy("same-fallback", pair.supervised({ timeout: [fallback(pair.budgeted({ steps: 99 }))] })),
  ).toEqual(["warning c/fallback:c"]);
});

it("says nothing of another plan, even of the same name", () => {
  expect(placesFoundBy("same-fallback", step("a").supervised({ timeout: [fallback(step("a"))] }))).toEqual([]);
});
