import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { fallback, retry } from "../../../src/plan/directives.ts";
import { parallel } from "../../../src/plan/parallel.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

const all = { timeout: [retry({ scope: "all" })] };
const pair = parallel("p", { a: step("a"), b: step("b") });

it("finds a scope where nothing runs beside anything", () => {
  expect(placesFoundBy("no-group", chain("c", [step("a"), step("b").supervised(all)]))).toEqual(["error c/b"]);
  expect(placesFoundBy("no-group", chain("c", [step("a"), step("b")]).supervised(all))).toEqual(["error c"]);
});

it("says nothing of a group, of what is around one, of a member, and of what stands in for a member", () => {
  const plans = [
    pair.supervised(all),
    chain("c", [step("x"), pair]).supervised(all),
    parallel("p", { a: step("a").supervised(all), b: step("b") }),
    parallel("p", { a: step("a").supervised({ timeout: [fallback(step("f").supervised(all))] }), b: step("b") }),
  ];
  for (const plan of plans) expect(placesFoundBy("no-group", plan)).toEqual([]);
});
