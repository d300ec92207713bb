import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

it("notes answers in a plan in which nobody may ask back", () => {
  expect(
    placesFoundBy(
      "idle-answers",
      chain("c", [step("a"), step("b")]).answers(() => 1),
    ),
  ).toEqual(["note c"]);
});

it("says nothing where somebody in it may", () => {
  const asking = agent("a", { asks: 1, work: (_: unknown): unknown => 0 });
  expect(
    placesFoundBy(
      "idle-answers",
      chain("c", [asking, step("b")]).answers(() => 1),
    ),
  ).toEqual([]);
});
