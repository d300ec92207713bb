import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReadAnswer, readAnswer } from "../../../src/cli/terminal/answer-words.ts";
import { readReply } from "../../../src/cli/terminal/reply-words.ts";

const plain = { kind: "approval", shown: [{ refund: 120 }, { refund: 7 }] } as const;
const twoMust = { ...plain, quorum: 2 } as const;
const lawyersMay = { ...plain, roles: ["legal", "lead"] } as const;
const answered = (reply: unknown, signature: unknown) => ({ is: "reply", reply, signature });
const goOn = (said: ReadAnswer, line: string) => (said.is === "incomplete" ? said.read(line) : said);

describe("an answer that anybody may give", () => {
  it("is the terminal's own, unless somebody says who they are", () => {
    expect(readAnswer(plain, "approve")).toEqual(answered({ verdict: "approve" }, { by: "terminal" }));
    expect(readAnswer(plain, "a as ann")).toEqual(answered({ verdict: "approve" }, { by: "ann" }));
    expect(readAnswer(plain, "approve as Ann Lee (boss)")).toEqual(
      answered({ verdict: "approve" }, { by: "Ann Lee", role: "boss" }),
    );
  });

  it("can be signed behind all that ends by itself", () => {
    expect(readAnswer(plain, "strike 2 as ann")).toEqual(answered({ verdict: "strike", items: [1] }, { by: "ann" }));
    expect(readAnswer(plain, 'edit {"note":"as is"} as ann')).toEqual(
      answered({ verdict: "edit", value: { note: "as is" } }, { by: "ann" }),
    );
    expect(readAnswer({ kind: "escalation", shown: {} }, "retry as ann")).toEqual(
      answered({ verdict: "retry" }, { by: "ann" }),
    );
  });

  it("keeps every word of a reason and of a text, for they may be any", () => {
    expect(readAnswer(plain, "reject the same as ann")).toEqual(
      answered({ verdict: "reject", reason: "the same as ann" }, { by: "terminal" }),
    );
    expect(readAnswer({ kind: "approval", shown: "Dear Bob" }, "edit Dear Bob, as promised")).toEqual(
      answered({ verdict: "edit", value: "Dear Bob, as promised" }, { by: "terminal" }),
    );
    const human = { kind: "human", shown: null } as const;
    expect(readAnswer(human, "as ann")).toEqual(answered({ verdict: "edit", value: "as ann" }, { by: "terminal" }));
  });

  it("can be signed before it, whatever it is", () => {
    const ann = readAnswer(plain, "as ann (boss)");
    expect(ann).toMatchObject({ is: "incomplete", prompt: "ann (boss)> " });
    expect(goOn(ann, "reject the same as bob")).toEqual(
      answered({ verdict: "reject", reason: "the same as bob" }, { by: "ann", role: "boss" }),
    );
    expect(goOn(goOn(ann, "reject"), "too dear")).toEqual(
      answered({ verdict: "reject", reason: "too dear" }, { by: "ann", role: "boss" }),
    );
    expect(goOn(ann, "approve as bob")).toEqual(answered({ verdict: "approve" }, { by: "bob" }));
    expect(goOn(ann, "show")).toEqual({ is: "show" });
  });

  it("is what the line says, to the letter, where nobody signs: for any line", () => {
    const words = fc.constantFrom(
      "approve",
      "reject",
      "edit",
      "strike",
      "show",
      "too dear",
      "1",
      "2",
      "{",
      "}",
      "retry",
    );
    const line = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(line, fc.constantFrom("approval", "human", "escalation"), (text, kind) => {
        const [said, reply] = [readAnswer({ kind, shown: [1, 2] }, text), readReply({ kind, shown: [1, 2] }, text)];
        expect(said.is).toBe(reply.is);
        if (said.is === "wrong" || said.is === "show") return;
        expect({ ...said, read: undefined, signature: undefined }).toEqual({
          ...reply,
          read: undefined,
          signature: undefined,
        });
      }),
    );
  });
});

describe("an answer that must be signed", () => {
  it("asks who it is, if nobody has said it", () => {
    const approve = readAnswer(twoMust, "approve");
    expect(approve).toMatchObject({ is: "incomplete", prompt: "who are you? " });
    expect(goOn(approve, "ann")).toEqual(answered({ verdict: "approve" }, { by: "ann" }));
    expect(goOn(approve, "as ann")).toEqual(answered({ verdict: "approve" }, { by: "ann" }));
    const reject = goOn(readAnswer(lawyersMay, "reject"), "too dear");
    expect(reject).toMatchObject({ prompt: "who are you, and in which role? <name> (legal or lead): " });
    expect(goOn(reject, "bob (lead)")).toEqual(
      answered({ verdict: "reject", reason: "too dear" }, { by: "bob", role: "lead" }),
    );
  });

  it("asks again where it is nobody who may answer, and keeps what was said until an empty line", () => {
    const approve = readAnswer(lawyersMay, "approve");
    const again = goOn(approve, "ann (intern)");
    expect(again).toMatchObject({
      is: "incomplete",
      prompt: "intern may not answer; legal or lead may, as ann (legal): ",
    });
    expect(goOn(again, "ann (legal)")).toEqual(answered({ verdict: "approve" }, { by: "ann", role: "legal" }));
    expect(goOn(again, " ")).toEqual({ is: "wrong", why: "Say who you are, as ann (legal)" });
  });

  it("is refused at once where it is signed by nobody who may answer", () => {
    for (const line of ["approve as ann", "as ann"])
      expect(readAnswer(lawyersMay, line)).toEqual({
        is: "wrong",
        why: "ann without a role may not answer; legal or lead may, as ann (legal)",
      });
  });
});
