import { expect, it } from "vitest";
import { majority } from "../../../src/plan/vote-rules.ts";
import { repeat, vote } from "../../../src/plan/vote.ts";
import { step } from "../plans.ts";
import { foundBy } from "./found.ts";

const rule = majority({ ballot: String, tie: "fail" });

it("warns of a vote with one voter", () => {
  expect(foundBy("vote-of-one", vote("panel", [step("classify")], rule))).toEqual([
    {
      rule: "vote-of-one",
      severity: "warning",
      path: "panel",
      message: 'vote "panel" has one voter, who decides alone.',
      remedy: "Use classify itself, or ask more than one, as in repeat(classify, 3).",
    },
  ]);
});

it("says nothing of two voters", () => {
  expect(foundBy("vote-of-one", vote("panel", repeat(step("classify"), 2), rule))).toEqual([]);
});
