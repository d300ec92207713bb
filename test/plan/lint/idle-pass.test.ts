import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { parallel } from "../../../src/plan/parallel.ts";
import { pass } from "../../../src/plan/pass.ts";
import { step } from "../plans.ts";
import { placesFoundBy } from "./found.ts";

it("notes a pass that is a step of a chain", () => {
  expect(placesFoundBy("idle-pass", chain("c", [step("a"), pass<unknown>()]))).toEqual(["note c/pass"]);
});

it("says nothing of a pass beside other branches", () => {
  expect(placesFoundBy("idle-pass", parallel("p", { ticket: pass<unknown>(), a: step("a") }))).toEqual([]);
});
