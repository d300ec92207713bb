import fc from "fast-check";
import { expect, it } from "vitest";
import {
  findReplyPairs,
  indexPastReplies,
  mergeHits,
  queryOf,
  type ReplyPair,
  searchShard,
} from "../../../../examples/support-desk/brains/past-replies.ts";
import { pastReplySchema } from "../../../../examples/support-desk/schemas.ts";
import { aMail } from "../a-mail.ts";

const question = aMail({ id: "q", messageId: "m-q", from: "A", subject: "[list] Sound", body: "No sound.\n-- \nA" });
const long = "Unmute the channels of the mixer and store the levels afterwards.";
const answer = aMail({ id: "r", messageId: "m-r", from: "B", parents: ["m-q", "m-0"], body: `> No sound.\n${long}` });

it("pairs an answer with the mail that it answers, each in its sender's own words", () => {
  expect(findReplyPairs([answer, question])).toEqual([
    { questionId: "q", replyId: "r", subject: "Sound", question: "No sound.", reply: long },
  ]);
});

it.each([
  ["to oneself", { ...answer, from: "A" }],
  ["that is too short", { ...answer, body: "> No sound.\nMe too!" }],
  ["to a mail that is not there", { ...answer, parents: ["m-x"] }],
  ["to nothing", { ...answer, parents: [] }],
])("passes over an answer %s", (_what, mail) => {
  expect(findReplyPairs([question, mail])).toEqual([]);
});

it("does not take a mail without Message-ID for the parent of one without parents", () => {
  expect(
    findReplyPairs([
      { ...question, messageId: null },
      { ...answer, parents: [] },
    ]),
  ).toEqual([]);
});

const word = fc.constantFrom("mixer", "kernel", "folder", "spam", "rpm", "coffee");
const pairs = fc.array(fc.array(word, { minLength: 1, maxLength: 6 })).map((texts) =>
  texts.map((words, index): ReplyPair => {
    return { questionId: `q${index}`, replyId: `r${index}`, subject: "", question: "", reply: words.join(" ") };
  }),
);

it("finds in any number of shards what it finds in one", () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 6 }), fc.array(word), (all, shards, query) => {
      const ask = (count: number) =>
        mergeHits(indexPastReplies(all, count).map((shard) => searchShard(shard, query.join(" "))));
      expect(ask(shards)).toEqual(ask(1));
    }),
  );
});

it("finds what the other shards hold if one does not answer", () => {
  const replies = ["mixer levels", "mixer cable"].map((reply, index) => {
    return { questionId: `q${index}`, replyId: `r${index}`, subject: "", question: "", reply };
  });
  const [first] = indexPastReplies(replies, 2);
  const found = first === undefined ? [] : mergeHits([searchShard(first, "mixer")]);
  expect(found.map(({ replyId }) => replyId)).toEqual(["r0"]);
  expect(found.map((hit) => pastReplySchema.parse(hit))).toEqual(found);
});

it("searches for the subject and the sender's own words", () => {
  expect(queryOf(aMail({ subject: "Re: [x] Sound", body: "> old\nnew" }))).toBe("Sound\nnew");
});
