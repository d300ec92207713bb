import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atDeadline,
  type GateInput,
  type GateVerdict,
  otherwiseWords,
  readChecked,
  readReply,
} from "../../machines/gate-verdict.ts";

const check: GateInput = {
  path: "support/draft",
  kind: "check",
  name: "no-promises",
  isBefore: false,
  hasWhen: false,
  value: "we promise",
  deadlineMs: 1_000,
  otherwise: { does: "reject" },
};
const approval: GateInput = { ...check, kind: "approval", name: "refund" };
const failureOf = (verdict: GateVerdict) => (verdict.pass ? undefined : verdict.failure);

describe("what a check says", () => {
  it.each([[true], [[]]])("passes with %j", (said) => {
    expect(readChecked(check, said)).toEqual({ pass: true });
  });

  it.each([
    ["false", false, [{ message: "not no-promises" }]],
    ["a string", "it promises", [{ message: "it promises" }]],
    ["issues", [{ message: "a promise", path: ["text", 0] }], [{ message: "a promise", path: ["text", 0] }]],
    ["a list of strings", ["a promise", "a threat"], [{ message: "a promise" }, { message: "a threat" }]],
    ["records without a message", [{ at: 3 }], [{ message: '{"at":3}' }]],
    ["something that is no verdict", 1, [{ message: "not no-promises" }]],
    ["nothing", null, [{ message: "not no-promises" }]],
  ])("is feedback for the next round: %s", (_, said, issues) => {
    expect(failureOf(readChecked(check, said))?.issues).toEqual(issues);
  });

  it("is an invalid output with its words, its gate's name and the output that it is about", () => {
    expect(readChecked(check, ["a promise", "a threat"])).toEqual({
      pass: false,
      failure: {
        kind: "invalid-output",
        path: "support/draft",
        message: "no-promises: a promise; a threat",
        code: "no-promises",
        issues: [{ message: "a promise" }, { message: "a threat" }],
        previous: "we promise",
      },
    });
  });

  it("is a rejection where it looks at the input, for there is nothing to revise", () => {
    expect(failureOf(readChecked({ ...check, isBefore: true }, false))?.kind).toBe("rejected");
  });

  it("is a rejection where it is a policy: its no is final", () => {
    expect(failureOf(readChecked({ ...check, kind: "policy" }, false))?.kind).toBe("rejected");
  });

  it("passes on true and no issues alone, whatever else it says, and never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (said) => {
        const isYes = said === true || (Array.isArray(said) && said.length === 0);
        const verdict = readChecked(check, said);
        expect(verdict.pass).toBe(isYes);
        expect(failureOf(verdict)?.issues?.length ?? 0).toBe(isYes ? 0 : Array.isArray(said) ? said.length : 1);
      }),
    );
  });
});

describe("what a person says", () => {
  it("passes, with the edited value where there is one", () => {
    expect(readReply(approval, { verdict: "approve" })).toEqual({ pass: true });
    expect(readReply(approval, { verdict: "edit", value: null })).toEqual({ pass: true, edited: { value: null } });
  });

  it("is a rejection with the reason", () => {
    expect(failureOf(readReply(approval, { verdict: "reject", reason: "too much" }))).toMatchObject({
      kind: "rejected",
      message: "refund: rejected: too much",
      code: "refund",
    });
  });

  it.each([
    ["approval", { verdict: "retry" }, 'refund: "retry" is no answer to an approval'],
    ["person", { verdict: "skip", value: 1 }, `refund: "skip" is no answer to a person's work`],
  ] as const)("does not pass where it is no answer to an %s", (kind, reply, message) => {
    expect(failureOf(readReply({ ...approval, kind }, reply))?.message).toBe(message);
  });
});

describe("what is taken at the deadline", () => {
  const nobody = "refund: nobody answered within 1000 ms";

  it("rejects", () => {
    expect(failureOf(atDeadline(approval))).toMatchObject({ kind: "rejected", message: nobody });
  });

  it("approves, and remembers that nobody looked", () => {
    expect(atDeadline({ ...approval, otherwise: { does: "approve" } })).toMatchObject({
      pass: true,
      unattended: { kind: "timeout", message: nobody },
    });
  });

  it("answers with the declared value, and remembers that nobody did", () => {
    expect(atDeadline({ ...approval, otherwise: { does: "answer", value: 3 } })).toMatchObject({
      pass: true,
      edited: { value: 3 },
      unattended: { kind: "timeout" },
    });
  });

  it.each([
    [{ does: "approve" }, "approve"],
    [{ does: "reject" }, "reject"],
    [{ does: "answer", value: { text: "later" } }, 'answer {"text":"later"}'],
  ] as const)("is told to whoever is asked: %j", (otherwise, words) => {
    expect(otherwiseWords({ ...approval, otherwise })).toBe(words);
  });
});
