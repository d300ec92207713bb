import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { retry } from "../../../src/plan/directives.ts";
import { parallel } from "../../../src/plan/parallel.ts";
import { once, step } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

const again = (attempts: number) => ({ unresolved: [retry({ attempts })] });

it("notes retries within retries that are more than nine in all", () => {
  const plan = parallel("p", { c: chain("c", [step("a"), step("b")]).supervised(again(4)), d: step("d") });
  expect(foundBy("retries-multiply", plan)).toMatchObject([
    { severity: "note", path: "p/c", message: expect.stringContaining("16 tries in all") },
  ]);
});

it("says nothing of nine, and where only one of them retries", () => {
  expect(placesFoundBy("retries-multiply", chain("c", [step("a"), step("b")]).supervised(again(3)))).toEqual([]);
  expect(placesFoundBy("retries-multiply", chain("c", [once("a"), once("b")]).supervised(again(40)))).toEqual([]);
  expect(placesFoundBy("retries-multiply", step("a").supervised({ "*": [retry({ attempts: 40 })] }))).toEqual([]);
});
