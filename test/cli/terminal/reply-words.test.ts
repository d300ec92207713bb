import fc from "fast-check";
import { expect, it } from "vitest";
import { complete, readReply, REPLY_HINTS } from "../../../src/cli/terminal/reply-words.ts";

const reply = (said: unknown) => ({ is: "reply", reply: said });

it("reads what can be said to an approval, and the beginnings of it", () => {
  for (const line of ["approve", "a", " APPROVE "])
    expect(readReply("approval", line)).toEqual(reply({ verdict: "approve" }));
  expect(readReply("approval", "reject too dear")).toEqual(reply({ verdict: "reject", reason: "too dear" }));
  expect(readReply("approval", 'e {"refund":10}')).toEqual(reply({ verdict: "edit", value: { refund: 10 } }));
});

it("asks for what is missing", () => {
  expect(readReply("approval", "r")).toMatchObject({ is: "incomplete", verdict: "reject", prompt: "why not? " });
  expect(readReply("escalation", "skip")).toMatchObject({ is: "incomplete", verdict: "skip", prompt: "as JSON: " });
  expect(complete("reject", "no")).toEqual(reply({ verdict: "reject", reason: "no" }));
  expect(complete("skip", "[]")).toEqual(reply({ verdict: "skip", value: [] }));
});

it("takes a human worker's answer as bare JSON", () => {
  expect(readReply("human", '{"a":1}')).toEqual(reply({ verdict: "edit", value: { a: 1 } }));
  expect(readReply("human", "true")).toEqual(reply({ verdict: "edit", value: true }));
  expect(readReply("human", "reject not mine")).toEqual(reply({ verdict: "reject", reason: "not mine" }));
});

it("says what is wrong, and how it would be right", () => {
  expect(readReply("human", "hello")).toEqual({ is: "wrong", why: 'That is not JSON; a text needs quotes: "hello"' });
  expect(readReply("approval", "maybe")).toEqual({ is: "wrong", why: `Type ${REPLY_HINTS.approval}` });
  expect(readReply("escalation", "re")).toEqual({ is: "wrong", why: '"re" is retry or reject; type a letter more' });
  expect(readReply("approval", "edit {")).toMatchObject({ is: "wrong" });
  expect(readReply("approval", "")).toMatchObject({ is: "wrong" });
});

it("gives only replies that the kind of question understands, whatever is typed", () => {
  const kinds = fc.constantFrom("approval", "human", "escalation");
  const words = fc.oneof(fc.string(), fc.constantFrom("approve", "retry", "skip 1", "edit 1", "reject x", "s", "1"));
  const understood = {
    approval: ["approve", "reject", "edit"],
    human: ["edit", "reject"],
    escalation: ["retry", "skip", "reject"],
  };
  fc.assert(
    fc.property(kinds, words, (kind, line) => {
      const read = readReply(kind, line);
      const verdict = read.is === "reply" ? read.reply.verdict : understood[kind][0];
      expect(understood[kind]).toContain(verdict);
    }),
  );
});
