import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GateEvent } from "../../machines/gate.machine.ts";
import type { GateInput, GateKind } from "../../machines/gate-verdict.ts";
import type { Verdict } from "../../machines/events.ts";
import type { Reply } from "../../src/model/question.ts";
import { steppedGate } from "./stepped.ts";

const defect = { kind: "defect", path: "support/draft", message: "the function threw" } as const;

const gate = (kind: GateKind, hasWhen = false, more: Partial<GateInput> = {}) => {
  const input: GateInput = {
    path: "support/draft",
    kind,
    name: "refund",
    isBefore: false,
    hasWhen,
    value: 120,
    deadlineMs: 1_000,
    otherwise: { does: "reject" },
    ...more,
  };
  return steppedGate(input);
};
const open: GateEvent = { type: "OPEN" };
const gave = (value: unknown): GateEvent => ({ type: "EVALUATED", value });
const consulted = (output: unknown): GateEvent => ({ type: "CONSULTED", output });
const threw: GateEvent = { type: "NOT_EVALUATED", failure: defect };
const approved: GateEvent = { type: "ANSWERED", reply: { verdict: "approve" }, by: undefined, role: undefined };
const given: GateEvent = { type: "NOT_CONSULTED", failure: defect };
const signed = (by: string, reply: Reply, role?: string): GateEvent => ({ type: "ANSWERED", reply, by, role });
const deadline: GateEvent = { type: "DEADLINE" };

describe("a check", () => {
  it("asks its function, and passes on what that says", () => {
    expect(gate("check").send(open, gave(true))).toEqual(["evaluate", { pass: true }]);
    expect(gate("check").send(open, gave("too dear"))).toMatchObject([
      "evaluate",
      { pass: false, failure: { kind: "invalid-output", message: "refund: too dear" } },
    ]);
  });

  it("fails with the defect where its function throws", () => {
    expect(gate("policy").send(open, threw)).toEqual(["evaluate", { pass: false, failure: defect }]);
  });
});

describe("the schema of an input", () => {
  const misfit = {
    kind: "permanent",
    path: "support/draft",
    message: "the input does not fit",
    code: "input",
  } as const;

  it("is asked, and lets the input pass as it is", () => {
    expect(gate("fit").send(open, gave(true))).toEqual(["evaluate", { pass: true }]);
  });

  it("fails with what it has against the input", () => {
    const said: GateEvent = { type: "NOT_EVALUATED", failure: misfit };
    expect(gate("fit").send(open, said)).toEqual(["evaluate", { pass: false, failure: misfit }]);
  });
});

describe("an approval", () => {
  it("asks a person at once where it has no condition", () => {
    expect(gate("approval").send(open, approved)).toEqual(["question", { pass: true }]);
  });

  it("asks nobody where its condition does not hold", () => {
    expect(gate("approval", true).send(open, gave(false))).toEqual(["evaluate", { pass: true }]);
  });

  it.each([[true], ["yes"], [null], [0]])("asks a person where its condition gives %j: only false is no", (value) => {
    expect(gate("approval", true).send(open, gave(value))).toEqual(["evaluate", "question"]);
  });

  it("asks a person where its condition throws: when in doubt, ask", () => {
    expect(gate("approval", true).send(open, threw)).toEqual(["evaluate", "question"]);
  });

  it("takes its default at the deadline", () => {
    expect(gate("approval").send(open, deadline)).toMatchObject([
      "question",
      { pass: false, failure: { kind: "rejected" } },
    ]);
  });
});

describe("a judge", () => {
  it("has its plan consulted, and passes on what that says", () => {
    expect(gate("judge").send(open, consulted({ verdict: "pass" }))).toEqual(["consult", { pass: true }]);
    expect(gate("judge").send(open, consulted({ verdict: "revise", feedback: "too dear" }))).toMatchObject([
      "consult",
      { pass: false, failure: { kind: "invalid-output", message: "refund: too dear" } },
    ]);
  });

  it("takes nothing for no verdict, which leaves it unresolved", () => {
    expect(gate("judge").send(open, consulted(null))).toMatchObject(["consult", { failure: { kind: "unresolved" } }]);
  });

  it("fails with the plan where that is given up, and says what was decided about a node above", () => {
    expect(gate("judge").send(open, given)).toEqual(["consult", { pass: false, failure: defect }]);
    const verdict: Verdict = { owner: "support", does: "spent" };
    expect(gate("judge").send(open, { ...given, verdict })).toEqual([
      "consult",
      { pass: false, failure: defect, verdict },
    ]);
  });
});

describe("a confidence", () => {
  const sure = (is: number) => gate("confidence", false, { confidence: { is, use: 0.8, askFrom: 0.5 } });

  it.each([0.8, 1])("passes where the agent is sure enough: %d", (is) => {
    expect(sure(is).send(open)).toEqual([{ pass: true }]);
  });

  it.each([0.5, 0.79])("asks a person where it is less sure: %d", (is) => {
    expect(sure(is).send(open, approved)).toEqual(["question", { pass: true }]);
    expect(sure(is).send(open, deadline)).toMatchObject(["question", { pass: false }]);
  });

  it.each([0, 0.49])("rejects where it is less sure than that: %d", (is) => {
    expect(sure(is).send(open)).toMatchObject([{ pass: false, failure: { kind: "rejected" } }]);
  });

  it("asks nobody where it is to use or to reject", () => {
    const strict = (is: number) => gate("confidence", false, { confidence: { is, use: 0.8, askFrom: 0.8 } });
    expect([strict(0.8).send(open), strict(0.79).send(open)]).toMatchObject([[{ pass: true }], [{ pass: false }]]);
  });

  it("asks exactly between its thresholds, whatever they are", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, (is, one, other) => {
        const [askFrom, use] = [Math.min(one, other), Math.max(one, other)];
        const [word] = gate("confidence", false, { confidence: { is, use, askFrom } }).send(open);
        const expected = is >= use ? "passes" : is >= askFrom ? "asks" : "rejects";
        expect(typeof word === "object" && "pass" in word ? (word.pass ? "passes" : "rejects") : "asks").toBe(expected);
      }),
    );
  });
});

describe("what work asks back", () => {
  const asking = (...sources: readonly ("function" | "plan")[]) => gate("asking", false, { sources });
  const answer = { pass: true, edited: { value: "the red one" } };

  it("is answered by the first who knows, the nearest first", () => {
    const words = asking("function", "plan", "function").send(open, gave(null), consulted("the red one"));
    expect(words).toEqual(["evaluate", "consult 1", answer]);
  });

  it("is answered by a function, and nobody further up is asked", () => {
    expect(asking("function", "plan").send(open, gave("the red one"))).toEqual(["evaluate", answer]);
  });

  it.each([[false], [0], [""], [[]]])("takes %j for an answer: only null says that one does not know", (value) => {
    expect(asking("function").send(open, gave(value))).toEqual(["evaluate", { pass: true, edited: { value } }]);
    expect(asking("plan").send(open, consulted(value))).toEqual(["consult", { pass: true, edited: { value } }]);
  });

  it("is unresolved where nobody knows, or nobody is there", () => {
    const unanswered = { pass: false, failure: { kind: "unresolved", code: "unanswered" } };
    expect(asking("function", "plan").send(open, gave(null), consulted(null))).toMatchObject([
      "evaluate",
      "consult 1",
      unanswered,
    ]);
    expect(asking().send(open)).toMatchObject([unanswered]);
  });

  it("fails with whoever fails: the next one is not asked", () => {
    expect(asking("function", "plan").send(open, threw)).toEqual(["evaluate", { pass: false, failure: defect }]);
    expect(asking("plan", "function").send(open, given)).toEqual(["consult", { pass: false, failure: defect }]);
  });

  it("asks each in turn, once, until one knows", () => {
    const sources = fc.array(fc.constantFrom("function" as const, "plan" as const), { maxLength: 8 });
    fc.assert(
      fc.property(sources, fc.nat({ max: 9 }), (those, knows) => {
        const events = those.map((source, place) => {
          const value = place === knows ? "known" : null;
          return source === "function" ? gave(value) : consulted(value);
        });
        const words = asking(...those).send(open, ...events);
        const asked = those.slice(0, knows + 1).map((source, place) => {
          const what = source === "function" ? "evaluate" : "consult";
          return place === 0 ? what : `${what} ${place}`;
        });
        expect(words.slice(0, -1)).toEqual(asked);
        expect(words.at(-1)).toMatchObject({ pass: knows < those.length });
      }),
    );
  });
});

describe("an approval by several", () => {
  const shared = (quorum: number) => gate("approval", false, { quorum });
  const approve: Reply = { verdict: "approve" };
  const edit = (value: unknown): Reply => ({ verdict: "edit", value });
  const signature = (by: string, role?: string) => ({ by, role });

  it("asks until enough have approved, and says who has", () => {
    expect(shared(2).send(open, signed("ada", approve, "manager"), signed("bob", approve))).toEqual([
      "question",
      { ask: "question", value: 120, approvals: [signature("ada", "manager")] },
      { pass: true },
    ]);
  });

  it("is rejected by one alone", () => {
    const words = shared(3).send(
      open,
      signed("ada", approve),
      signed("bob", { verdict: "reject", reason: "too dear" }),
    );
    expect(words.at(-1)).toMatchObject({ pass: false, failure: { message: "refund: rejected: too dear" } });
  });

  it("begins anew with an edit: those before had approved something else", () => {
    const words = shared(2).send(open, signed("ada", approve), signed("bob", edit(80)), signed("cyd", approve));
    expect(words.slice(2)).toEqual([
      { ask: "question", value: 80, approvals: [signature("bob")] },
      { pass: true, edited: { value: 80 } },
    ]);
  });

  it("takes its default at the deadline, however many have approved", () => {
    expect(shared(2).send(open, signed("ada", approve), deadline).at(-1)).toMatchObject({ pass: false });
  });

  it("approves at the deadline, where it is to, what was shown last: an edit is not lost", () => {
    const lenient = gate("approval", false, { quorum: 2, otherwise: { does: "approve" } });
    expect(lenient.send(open, signed("ada", edit(80)), deadline).at(-1)).toMatchObject({
      pass: true,
      edited: { value: 80 },
      unattended: { kind: "timeout" },
    });
  });

  it("passes with the last edit, once as many as it takes have said yes to that", () => {
    const replies = fc.array(fc.constantFrom("approve", "edit", "reject"), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), replies, (quorum, words) => {
        const events = words.map((word, i) =>
          signed(
            `p${i}`,
            word === "edit" ? edit(i) : word === "approve" ? approve : { verdict: "reject", reason: "no" },
          ),
        );
        const last = shared(quorum)
          .send(open, ...events)
          .at(-1);
        const end = words.findIndex((word, i) => {
          const edited = words.slice(0, i + 1).lastIndexOf("edit");
          return word === "reject" || i - Math.max(edited, 0) + 1 >= quorum;
        });
        const edited = words.slice(0, end + 1).lastIndexOf("edit");
        const passes = { pass: true, ...(edited < 0 ? {} : { edited: { value: edited } }) };
        const fails = { pass: false, failure: expect.anything() };
        const isDecided = typeof last === "object" && "pass" in last;
        expect(isDecided ? last : "asks").toEqual(end < 0 ? "asks" : words[end] === "reject" ? fails : passes);
      }),
    );
  });
});

it("asks a person for a person's work at once", () => {
  expect(
    gate("person").send(open, {
      type: "ANSWERED",
      reply: { verdict: "edit", value: 7 },
      by: undefined,
      role: undefined,
    }),
  ).toEqual(["question", { pass: true, edited: { value: 7 } }]);
});

const EVENTS = {
  OPEN: open,
  EVALUATED: gave(false),
  NOT_EVALUATED: threw,
  CONSULTED: consulted({ verdict: "pass" }),
  NOT_CONSULTED: given,
  ANSWERED: approved,
  DEADLINE: deadline,
};
const ROADS = { closed: [], checking: [open], asking: [open, gave(true)], decided: [open, gave(true), approved] };

it.each([
  ["closed", "OPEN"],
  ["checking", "EVALUATED, NOT_EVALUATED"],
  ["asking", "ANSWERED, DEADLINE"],
  ["decided", ""],
] as const)("takes, when it is %s, %j, and nothing else", (state, taken) => {
  const stepped = gate("approval", true);
  stepped.send(...ROADS[state]);
  expect(stepped.state()).toBe(state);
  const takes = Object.entries(EVENTS).filter(([, event]) => stepped.takes(event));
  expect(takes.map(([type]) => type).join(", ")).toBe(taken);
});

it("takes what a plan comes to while it consults it, and nothing else", () => {
  const stepped = gate("judge");
  stepped.send(open);
  expect(stepped.state()).toBe("consulting");
  const takes = Object.entries(EVENTS).filter(([, event]) => stepped.takes(event));
  expect(takes.map(([type]) => type)).toEqual(["CONSULTED", "NOT_CONSULTED"]);
});

it("says its verdict once, whatever comes in whatever order", () => {
  const kinds = fc.constantFrom<GateKind>(
    "fit",
    "check",
    "policy",
    "judge",
    "approval",
    "confidence",
    "person",
    "asking",
  );
  const more = fc.record({
    quorum: fc.integer({ min: 1, max: 3 }),
    confidence: fc.constantFrom(0.2, 0.6, 0.9).map((is) => ({ is, use: 0.8, askFrom: 0.5 })),
    sources: fc.array(fc.constantFrom("function" as const, "plan" as const), { maxLength: 3 }),
  });
  const anything = fc.array(
    fc.constantFrom(...Object.values(EVENTS), gave(true), gave("no"), gave(null), consulted(null)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(kinds, fc.boolean(), more, anything, (kind, hasWhen, input, events) => {
      const stepped = gate(kind, hasWhen, input);
      const verdicts = stepped.send(...events).filter((word) => typeof word === "object" && "pass" in word);
      expect(verdicts.length).toBe(stepped.state() === "decided" ? 1 : 0);
    }),
  );
});
