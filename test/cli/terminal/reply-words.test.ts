import fc from "fast-check";
import { expect, it } from "vitest";
import { hintFor, readReply as read, type ReadReply } from "../../../src/cli/terminal/reply-words.ts";
import { REPLIES, type Question } from "../../../src/model/question.ts";

const reply = (said: unknown) => ({ is: "reply", reply: said });
const readReply = (kind: Question["kind"], line: string, shown: unknown = { refund: 120 }) =>
  read({ kind, shown }, line);
const goOn = (said: ReadReply, line: string) => (said.is === "incomplete" ? said.read(line) : said);

it("reads what can be said to an approval, and the beginnings of it", () => {
  for (const line of ["approve", "a", " APPROVE "])
    expect(readReply("approval", line)).toEqual(reply({ verdict: "approve" }));
  expect(readReply("approval", "reject too dear")).toEqual(reply({ verdict: "reject", reason: "too dear" }));
  expect(readReply("approval", 'e {"refund":10}')).toEqual(reply({ verdict: "edit", value: { refund: 10 } }));
});

it("asks what is to change where a rejection does not end it", () => {
  expect(hintFor({ kind: "approval", shown: 1, onReject: "revise" })).toBe(
    "approve · reject <what to change> · edit <json> · show",
  );
});

it("shows the whole value when it is told to, whatever is asked", () => {
  for (const kind of ["approval", "human", "escalation"] as const)
    for (const line of ["show", " Show "]) expect(readReply(kind, line)).toEqual({ is: "show" });
  expect(readReply("approval", "sh")).toEqual({ is: "show" });
  expect(readReply("escalation", "s")).toEqual({ is: "wrong", why: '"s" is skip or show; type a letter more' });
});

it("takes nothing behind a word that stands alone", () => {
  expect(readReply("approval", "approve, but later")).toEqual({
    is: "wrong",
    why: "approve takes nothing behind it; to say more, reject <reason> or edit <json>",
  });
  expect(readReply("escalation", "retry twice")).toMatchObject({ is: "wrong" });
});

it("asks for what is missing", () => {
  expect(readReply("approval", "r")).toMatchObject({ is: "incomplete", prompt: "why not? " });
  const prompt = "the output to go on with, as JSON (a text in quotes): ";
  expect(readReply("escalation", "skip")).toMatchObject({ is: "incomplete", prompt });
  expect(readReply("approval", "edit")).toMatchObject({ is: "incomplete", prompt: "as JSON: " });
  const nothing = 'skip needs the output to go on with, as in: skip null, skip "unknown" or skip {"n":1}';
  expect(goOn(readReply("escalation", "skip"), " ")).toEqual({ is: "wrong", why: nothing });
  expect(goOn(readReply("approval", "edit"), "")).toEqual({
    is: "wrong",
    why: 'edit needs the new value, as in: edit {"n":1}',
  });
  expect(goOn(readReply("approval", "reject"), "no")).toEqual(reply({ verdict: "reject", reason: "no" }));
  expect(goOn(readReply("escalation", "skip"), "[]")).toEqual(reply({ verdict: "skip", value: [] }));
});

it("reads JSON over several lines until it is whole", () => {
  const begun = readReply("human", '{ "a": "one');
  expect(readReply("human", "{")).toMatchObject({ is: "incomplete", prompt: "… " });
  expect(begun).toMatchObject({ is: "wrong" });
  expect(goOn(readReply("human", "["), "1]")).toEqual(reply({ verdict: "edit", value: [1] }));
  expect(goOn(readReply("human", "edit {"), "}")).toEqual(reply({ verdict: "edit", value: {} }));
  expect(goOn(goOn(readReply("approval", "edit {"), '"a": 1'), "}")).toEqual(
    reply({ verdict: "edit", value: { a: 1 } }),
  );
  expect(goOn(readReply("human", "["), "")).toMatchObject({ is: "wrong" });
});

it("takes a human worker's answer as bare JSON", () => {
  expect(readReply("human", '{"a":1}')).toEqual(reply({ verdict: "edit", value: { a: 1 } }));
  expect(readReply("human", "true")).toEqual(reply({ verdict: "edit", value: true }));
  expect(readReply("human", "reject not mine")).toEqual(reply({ verdict: "reject", reason: "not mine" }));
});

it("takes a human worker's plain words for a text, and leaves it to the schema to judge them", () => {
  for (const line of ["a note", "edit the second line", "showing it is fine", "rejoice", "-"])
    expect(readReply("human", line)).toEqual(reply({ verdict: "edit", value: line }));
  expect(readReply("human", "edit 7")).toEqual(reply({ verdict: "edit", value: 7 }));
});

it("takes plain words for the new text where a text is to be approved", () => {
  expect(readReply("approval", "edit Dear Bob, yes", "Dear Bob, no")).toEqual(
    reply({ verdict: "edit", value: "Dear Bob, yes" }),
  );
  expect(readReply("approval", "edit refund 10")).toEqual({
    is: "wrong",
    why: 'That is not JSON; a text needs quotes: "refund 10"',
  });
});

it("says what is wrong, and how it would be right", () => {
  for (const line of ["{,", '"a', "5 people", "true story", "nullify"])
    expect(readReply("human", line)).toMatchObject({
      is: "wrong",
      why: expect.stringMatching(/^That is not JSON \(.+\); a text that begins so needs quotes$/),
    });
  expect(readReply("human", "")).toEqual({
    is: "wrong",
    why: "Type your answer, as JSON or as a text · reject <reason> · show",
  });
  expect(readReply("approval", "maybe")).toEqual({
    is: "wrong",
    why: "Type approve · reject <reason> · edit <json> · show",
  });
  expect(readReply("escalation", "re")).toEqual({ is: "wrong", why: '"re" is retry or reject; type a letter more' });
  expect(readReply("approval", "edit {,")).toMatchObject({ is: "wrong" });
  expect(readReply("approval", "")).toMatchObject({ is: "wrong" });
});

it("strikes out items of a list, counted from 1, and knows of that only where there are any", () => {
  const list = ["a", "b", "c"];
  for (const line of ["strike 1 3", "strike 3, 1", "st 1,3"])
    expect(readReply("approval", line, list)).toMatchObject(
      reply({ verdict: "strike", items: expect.arrayContaining([0, 2]) }),
    );
  expect(readReply("approval", "strike", list)).toMatchObject({
    is: "incomplete",
    prompt: "which ones, counted from 1? ",
  });
  expect(goOn(readReply("approval", "strike", list), "2")).toEqual(reply({ verdict: "strike", items: [1] }));
  expect(readReply("approval", "s", list)).toEqual({ is: "wrong", why: '"s" is strike or show; type a letter more' });
  for (const line of ["strike 0", "strike 4", "strike b", "strike 1.5", "strike -1", "strike ,"])
    expect(readReply("approval", line, list)).toEqual({
      is: "wrong",
      why: "Say which of the 3 to strike out, as in: strike 1 2",
    });
  for (const shown of [[], { 0: "a" }, "abc", null]) {
    expect(readReply("approval", "strike 1", shown)).toMatchObject({
      is: "wrong",
      why: expect.stringMatching(/^Type approve/),
    });
    expect(readReply("approval", "s", shown)).toEqual({ is: "show" });
  }
});

it("says what can be typed: what can be struck out, and who must sign", () => {
  const approval = { kind: "approval", shown: null } as const;
  expect([
    hintFor(approval),
    hintFor({ ...approval, shown: [1] }),
    hintFor({ ...approval, quorum: 2 }),
    hintFor({ ...approval, roles: ["legal"] }),
    hintFor({ kind: "escalation", shown: [1] }),
  ]).toEqual([
    "approve · reject <reason> · edit <json> · show",
    "approve · strike <n…> · reject <reason> · edit <json> · show",
    "approve as <name> · reject <reason> · edit <json> · show",
    "approve as <name> (<role>) · reject <reason> · edit <json> · show",
    "retry · skip <output as json> · reject <reason> · show",
  ]);
});

it("gives only replies that the kind of question understands, whatever is typed", () => {
  const kinds = fc.constantFrom("approval", "human", "escalation");
  const words = fc.oneof(fc.string(), fc.constantFrom("approve", "retry", "skip 1", "edit 1", "reject x", "s", "1"));
  fc.assert(
    fc.property(kinds, words, fc.jsonValue(), (kind, line, shown) => {
      const said = readReply(kind, line, shown);
      const verdict = said.is === "reply" ? said.reply.verdict : REPLIES[kind][0];
      expect(REPLIES[kind]).toContain(verdict);
    }),
  );
});
