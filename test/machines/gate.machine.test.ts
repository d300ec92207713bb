import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GateEvent } from "../../machines/gate.machine.ts";
import type { GateInput, GateKind } from "../../machines/gate-verdict.ts";
import { steppedGate } from "./stepped.ts";

const defect = { kind: "defect", path: "support/draft", message: "the function threw" } as const;

const gate = (kind: GateKind, hasWhen = false) => {
  const input: GateInput = {
    path: "support/draft",
    kind,
    name: "refund",
    isBefore: false,
    hasWhen,
    value: 120,
    deadlineMs: 1_000,
    otherwise: { does: "reject" },
  };
  return steppedGate(input);
};
const open: GateEvent = { type: "OPEN" };
const gave = (value: unknown): GateEvent => ({ type: "EVALUATED", value });
const threw: GateEvent = { type: "NOT_EVALUATED", failure: defect };
const approved: GateEvent = { type: "ANSWERED", reply: { verdict: "approve" }, by: undefined, role: undefined };
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

const EVENTS = { OPEN: open, EVALUATED: gave(false), NOT_EVALUATED: threw, ANSWERED: approved, DEADLINE: deadline };
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

it("says its verdict once, whatever comes in whatever order", () => {
  const kinds = fc.constantFrom<GateKind>("check", "policy", "approval", "person");
  const anything = fc.array(fc.constantFrom(...Object.values(EVENTS), gave(true), gave("no")), { maxLength: 12 });
  fc.assert(
    fc.property(kinds, fc.boolean(), anything, (kind, hasWhen, events) => {
      const stepped = gate(kind, hasWhen);
      const verdicts = stepped.send(...events).filter((request) => typeof request === "object");
      expect(verdicts.length).toBe(stepped.state() === "decided" ? 1 : 0);
    }),
  );
});
