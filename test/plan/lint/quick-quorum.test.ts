import { expect, it } from "vitest";
import { quorum } from "../../../src/plan/vote-rules.ts";
import { repeat, vote } from "../../../src/plan/vote.ts";
import { step } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

const voted = (k: number, of: number) => vote("v", repeat(step("a"), of), quorum(k, { ballot: String }));

it("notes a quorum of half the voters or fewer, and says what more than half is", () => {
  expect(foundBy("quick-quorum", voted(2, 4))).toMatchObject([
    { severity: "note", remedy: expect.stringContaining("quorum(3)") },
  ]);
  expect(placesFoundBy("quick-quorum", voted(1, 3))).toEqual(["note v"]);
});

it("says nothing of more than half", () => {
  expect(placesFoundBy("quick-quorum", voted(2, 3))).toEqual([]);
});
