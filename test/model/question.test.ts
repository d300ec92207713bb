import { expect, it } from "vitest";
import { REPLIES } from "../../src/model/question.ts";

it("understands approve, reject and edit for an approval, and strike for a list", () => {
  expect(REPLIES.approval).toEqual(["approve", "reject", "edit", "strike"]);
});

it("takes a person's work as an edit, or a refusal of it", () => {
  expect(REPLIES.human).toEqual(["edit", "reject"]);
});

it("lets a person retry, skip or reject what nobody else could handle", () => {
  expect(REPLIES.escalation).toEqual(["retry", "skip", "reject"]);
});
