import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply } from "../../src/kernel/read-reply.ts";
import type { Question } from "../../src/model/question.ts";

const question: Question = {
  id: "a!1",
  path: "a",
  kind: "approval",
  name: "ok",
  hash: "00",
  isOfInput: false,
  shown: ["x", "y", "z"],
  deadline: 100,
  otherwise: "reject",
};
const bad = (words: string) => expect.objectContaining({ code: "BAD_REPLY", message: expect.stringContaining(words) });

describe("a reply", () => {
  it.each([
    [{ verdict: "approve" }],
    [{ verdict: "reject", reason: "too dear" }],
    [{ verdict: "edit", value: { text: "mended" } }],
  ])("to an approval is taken as it is: %j", (reply) => {
    expect(readReply(question, reply)).toEqual(reply);
  });

  it("is taken without its signature", () => {
    const signed = { verdict: "approve", by: "ada", role: "manager", hash: "00" };
    expect(readReply(question, signed)).toEqual({ verdict: "approve" });
  });

  it("that edits nothing is an approval", () => {
    expect(readReply(question, { verdict: "edit", value: ["x", "y", "z"] })).toEqual({ verdict: "approve" });
    const person = { ...question, kind: "human" } as const;
    expect(readReply(person, { verdict: "edit", value: ["x", "y", "z"] })).toMatchObject({ verdict: "edit" });
  });

  it("is a copy: what its giver changes later changes nothing", () => {
    const value = { text: "mended" };
    const reply = readReply(question, { verdict: "edit", value });
    value.text = "changed";
    expect(reply).toEqual({ verdict: "edit", value: { text: "mended" } });
  });
});

describe("striking out", () => {
  it("is the edit that it amounts to", () => {
    expect(readReply(question, { verdict: "strike", items: [2, 0] })).toEqual({ verdict: "edit", value: ["y"] });
    expect(readReply(question, { verdict: "strike", items: [0, 1, 2] })).toEqual({ verdict: "edit", value: [] });
  });

  it.each([[undefined], [[]], [[3]], [[-1]], [[0.5]], [["x"]], [0]])("is not understood of the items %j", (items) => {
    expect(() => readReply(question, { verdict: "strike", items })).toThrow(bad("from 0 to 2"));
  });

  it("is not understood where no list is shown, nor of a person's work", () => {
    expect(() => readReply({ ...question, shown: "x" }, { verdict: "strike", items: [0] })).toThrow(bad("is no list"));
    expect(() => readReply({ ...question, kind: "human" }, { verdict: "strike", items: [0] })).toThrow(
      bad('"strike" is no answer to the human a!1'),
    );
  });

  it("leaves the others in their order, each once", () => {
    const lists = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (shown, drawn) => {
        const items = drawn.map((number) => number % shown.length);
        const left = shown.filter((_, place) => !items.includes(place));
        expect(readReply({ ...question, shown }, { verdict: "strike", items })).toEqual({
          verdict: "edit",
          value: JSON.parse(JSON.stringify(left)),
        });
      }),
    );
  });
});

describe("a signature", () => {
  it.each([
    [{ hsh: "00" }, 'has a "hsh", which no answer has'],
    [{ by: 7 }, "is signed by 7"],
    [{ by: "x".repeat(201) }, "at most 200 characters"],
    [{ role: 7 }, "has the role 7"],
    [{ role: "x".repeat(201) }, "at most 200 characters"],
    [{ hash: 7 }, "has the hash 7"],
  ])("is refused where it is none: case %#", (signature, words) => {
    expect(() => readReply(question, { verdict: "approve", ...signature })).toThrow(bad(words));
  });

  it("is needed where several must approve", () => {
    const shared = { ...question, quorum: 2, approvals: [] };
    expect(() => readReply(shared, { verdict: "approve" })).toThrow(bad("2 people must approve"));
    expect(() => readReply(shared, { verdict: "approve", by: "" })).toThrow(bad("is not signed"));
    expect(readReply(shared, { verdict: "approve", by: "ada" })).toEqual({ verdict: "approve" });
  });
});

describe("what is no reply", () => {
  it.each([
    ["approval", { verdict: "retry" }],
    ["human", { verdict: "approve" }],
    ["escalation", { verdict: "edit", value: 1 }],
  ] as const)("is a verdict that an %s does not understand", (kind, reply) => {
    expect(() => readReply({ ...question, kind }, reply)).toThrow(bad(`is no answer to the ${kind} a!1`));
  });

  it.each([
    [{ verdict: "reject" }, "reason"],
    [{ verdict: "edit" }, "value"],
  ])("is one without what it needs: %j", (reply, missing) => {
    expect(() => readReply(question, reply)).toThrow(bad(`has no ${missing}`));
  });

  it("is a value that cannot be kept", () => {
    expect(() => readReply(question, { verdict: "edit", value: { at: new Date(0) } })).toThrow(
      expect.objectContaining({ code: "NOT_JSON", facts: { question: "a!1", path: ["at"] } }),
    );
  });

  it("is refused by a TroupeError, whatever it is", () => {
    const codes = expect.objectContaining({ code: expect.stringMatching(/^(?:BAD_REPLY|NOT_JSON)$/) });
    fc.assert(
      fc.property(fc.anything(), (reply) => {
        const isVerdict = typeof reply === "object" && reply !== null && "verdict" in reply;
        fc.pre(!isVerdict);
        expect(() => readReply(question, reply)).toThrow(codes);
      }),
    );
  });
});
