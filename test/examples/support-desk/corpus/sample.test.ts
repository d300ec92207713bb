import { expect, it } from "vitest";
import { findReplyPairs } from "../../../../examples/support-desk/brains/past-replies.ts";
import { queueOfList } from "../../../../examples/support-desk/brains/router.ts";
import { sampleMails } from "../../../../examples/support-desk/corpus/sample.ts";
import { mailSchema, queues } from "../../../../examples/support-desk/schemas.ts";

const mails = sampleMails();

it("has 21 mails in each queue and 20 spams, all valid, each with an id of its own", () => {
  const counts = queues.map((queue) => mails.filter(({ listId }) => queueOfList(listId) === queue).length);
  expect(counts).toEqual([21, 21, 21, 21, 21]);
  expect(mails.filter(({ label }) => label === "spam")).toHaveLength(20);
  expect(new Set(mails.map(({ mail }) => mail.id)).size).toBe(mails.length);
  expect(mails.filter(({ mail }) => !mailSchema.safeParse(mail).success)).toEqual([]);
});

it("has an answer that is one for every question, twice", () => {
  expect(findReplyPairs(mails.map(({ mail }) => mail))).toHaveLength(70);
});

it("is always the same, and shows no address", () => {
  expect(sampleMails()).toEqual(mails);
  expect(JSON.stringify(mails)).not.toContain("@");
});
