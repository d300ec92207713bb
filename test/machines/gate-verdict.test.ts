import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atDeadline,
  type GateInput,
  type GateVerdict,
  notSure,
  otherwiseWords,
  readChecked,
  readJudged,
  readReply,
  unanswered,
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

describe("what a judge says", () => {
  const judge: GateInput = { ...check, kind: "judge", name: "tone" };

  it("passes, whatever the score", () => {
    expect(readJudged(judge, { verdict: "pass", score: 1 })).toEqual({ pass: true });
  });

  it("is feedback for the next round where it is to be revised", () => {
    expect(readJudged(judge, { verdict: "revise", feedback: "too harsh", score: 3 })).toEqual({
      pass: false,
      failure: {
        kind: "invalid-output",
        path: "support/draft",
        message: "tone: too harsh",
        code: "tone",
        issues: [{ message: "too harsh" }],
        previous: "we promise",
      },
    });
  });

  it("is final where it is rejected, and where it looks at the input, for there is nothing to revise", () => {
    expect(failureOf(readJudged(judge, { verdict: "reject", reason: "off topic" }))).toMatchObject({
      kind: "rejected",
      message: "tone: off topic",
    });
    const before = { ...judge, isBefore: true };
    expect(failureOf(readJudged(before, { verdict: "revise", feedback: "too vague" }))?.kind).toBe("rejected");
  });

  it.each([[null], ["pass"], [true], [{ verdict: "revise" }], [{ verdict: "fine" }]])(
    "leaves it unresolved where it is no verdict: %j",
    (said) => {
      expect(failureOf(readJudged(judge, said))).toMatchObject({
        kind: "unresolved",
        code: "tone",
        message: expect.stringContaining(`tone gave ${JSON.stringify(said)}; a verdict is { verdict: "pass" }`),
      });
    },
  );

  it("passes on a pass alone, whatever else it says, and never throws", () => {
    const words = fc.constantFrom("pass", "revise", "reject");
    const texts = fc.option(fc.string(), { nil: undefined });
    const verdicts = fc.record({ verdict: words, feedback: texts, reason: texts });
    fc.assert(
      fc.property(fc.oneof(verdicts, fc.jsonValue()), (said) => {
        const isPass = typeof said === "object" && said !== null && "verdict" in said && said.verdict === "pass";
        expect(readJudged(judge, said).pass).toBe(isPass);
      }),
    );
  });
});

describe("a person's no that is to be revised", () => {
  const mild: GateInput = { ...check, kind: "approval", name: "boss", revises: true };
  const no = { verdict: "reject", reason: "too long" } as const;

  it("is feedback for the next round, about the value as it was shown", () => {
    const failure = {
      kind: "invalid-output",
      path: "support/draft",
      message: "boss: rejected: too long",
      code: "boss",
      issues: [{ message: "too long" }],
      previous: "we promise",
    };
    expect(failureOf(readReply(mild, no))).toEqual(failure);
    expect(failureOf(readReply(mild, no, { value: "we hope" }))).toEqual({ ...failure, previous: "we hope" });
  });

  it("is final where nobody said it", () => {
    expect(failureOf(atDeadline({ ...mild, otherwise: { does: "reject" } }))?.kind).toBe("rejected");
  });
});

describe("a confidence that is too low", () => {
  it("is a rejection, which says how much is needed", () => {
    const unsure: GateInput = {
      ...check,
      kind: "confidence",
      name: "sure",
      confidence: { is: 0.3, use: 0.8, askFrom: 0.5 },
    };
    expect(failureOf(notSure(unsure))).toEqual({
      kind: "rejected",
      path: "support/draft",
      message: "sure: a confidence of 0.3, and 0.8 is needed",
      code: "sure",
      previous: "we promise",
    });
    expect(failureOf(notSure({ ...unsure, confidence: { use: 0.8, askFrom: 0.5 } }))?.message).toBe(
      "sure: no confidence was given, and 0.8 is needed: return answer(value, { confidence })",
    );
  });
});

describe("a question that nobody answers", () => {
  it("leaves the work unresolved, and says what to do about it", () => {
    const asking: GateInput = { ...check, kind: "asking", name: "asking", value: { which: "colour" } };
    expect(failureOf(unanswered(asking))).toMatchObject({
      kind: "unresolved",
      code: "unanswered",
      message: 'it asks {"which":"colour"}, and nobody around it answers: give a plan around it `.answers(…)`',
    });
    expect(failureOf(unanswered({ ...asking, sources: ["function"] }))?.message).toContain(
      "the one who was asked does",
    );
    expect(failureOf(unanswered({ ...asking, sources: ["function", "plan"] }))?.message).toContain(
      "the 2 who were asked",
    );
  });
});

describe("what a person says", () => {
  it("passes, with the edited value where there is one", () => {
    expect(readReply(approval, { verdict: "approve" })).toEqual({ pass: true });
    expect(readReply(approval, { verdict: "edit", value: null })).toEqual({ pass: true, edited: { value: null } });
  });

  it("approves what somebody before has made of it", () => {
    const edited = { value: 80 };
    expect(readReply(approval, { verdict: "approve" }, edited)).toEqual({ pass: true, edited });
    expect(readReply(approval, { verdict: "edit", value: 70 }, edited)).toEqual({ pass: true, edited: { value: 70 } });
    expect(readReply(approval, { verdict: "reject", reason: "no" }, edited)).not.toHaveProperty("edited");
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

  it("approves what was shown last, where somebody had changed that", () => {
    const edited = { value: 80 };
    expect(atDeadline({ ...approval, otherwise: { does: "approve" } }, edited)).toMatchObject({ pass: true, edited });
    expect(atDeadline(approval, edited)).not.toHaveProperty("edited");
  });

  it("says so where nobody was there to be asked", () => {
    expect(failureOf(atDeadline({ ...approval, isUnattended: true }))?.message).toBe(
      "refund: nobody was there to be asked",
    );
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
