import { expect, it } from "vitest";
import { agent } from "../../../src/plan/agent.ts";
import { chain } from "../../../src/plan/chain.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

const asking = (name: string) => agent(name, { asks: 1, work: (_: unknown): unknown => 0 });

it("warns of an agent that may ask back where nobody around it answers", () => {
  expect(placesFoundBy("nobody-answers", chain("c", [asking("a"), step("b")]))).toEqual(["warning c/a"]);
  expect(placesFoundBy("nobody-answers", asking("a"))).toEqual(["note a"]);
});

it("says nothing where it, or a plan around it, has answers", () => {
  expect(
    placesFoundBy(
      "nobody-answers",
      asking("a").answers(() => 1),
    ),
  ).toEqual([]);
  expect(
    placesFoundBy(
      "nobody-answers",
      chain("c", [asking("a"), step("b")]).answers(() => 1),
    ),
  ).toEqual([]);
});

it("warns of one who answers, and asks with nobody behind them", () => {
  const answered = asking("a").answers(asking("desk"));
  expect(placesFoundBy("nobody-answers", answered)).toEqual(["warning a/answers:desk"]);
  expect(
    placesFoundBy(
      "nobody-answers",
      asking("a").answers(asking("desk"), () => 1),
    ),
  ).toEqual([]);
  expect(
    placesFoundBy(
      "nobody-answers",
      chain("c", [answered, step("b")]).answers(() => 1),
    ),
  ).toEqual([]);
});
