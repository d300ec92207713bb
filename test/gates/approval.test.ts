import { expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { gateSpecOf } from "../../src/gates/gate.ts";
import { fromJavaScript } from "./from-javascript.ts";

it("keeps the deadline, its default and the condition", () => {
  const when = (refund: number) => refund > 100;
  const gate = approval("refund", { when, deadlineMs: 86_400_000, otherwise: "reject" });
  expect(gateSpecOf(gate)).toEqual({
    kind: "approval",
    name: "refund",
    test: when,
    deadlineMs: 86_400_000,
    otherwise: "reject",
  });
});

it("keeps what the person is asked, in words", () => {
  const asks = "Is this letter fit to be sent?";
  expect(gateSpecOf(approval("letter", { asks, deadlineMs: 1, otherwise: "reject" }))).toMatchObject({ asks });
  expect(gateSpecOf(approval("letter", { deadlineMs: 1, otherwise: "reject" }))).not.toHaveProperty("asks");
});

it("keeps how many people must approve, where it is more than one, and who may", () => {
  const shared = approval("payout", { quorum: 2, roles: ["manager", "owner"], deadlineMs: 1, otherwise: "reject" });
  expect(gateSpecOf(shared)).toMatchObject({ quorum: 2, roles: ["manager", "owner"] });
  expect(gateSpecOf(approval("alone", { quorum: 1, deadlineMs: 1, otherwise: "reject" }))).not.toHaveProperty("quorum");
});

it("has no test where a person is always asked", () => {
  expect(gateSpecOf(approval("always", { deadlineMs: 1, otherwise: "approve" }))).not.toHaveProperty("test");
});

it.each([
  ["BAD_NAME", "", { deadlineMs: 1, otherwise: "reject" }],
  ["BAD_OPTION", "a", undefined],
  ["BAD_OPTION", "a", { otherwise: "reject" }],
  ["BAD_OPTION", "a", { deadlineMs: 0, otherwise: "reject" }],
  ["BAD_OPTION", "a", { deadlineMs: 2 ** 40, otherwise: "reject" }],
  ["BAD_OPTION", "a", { deadlineMs: 1 }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "pass" }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", role: "boss" }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", roles: [] }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", roles: "boss" }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", roles: [" "] }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", quorum: 0 }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", quorum: 1.5 }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", quorum: 101 }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", asks: " " }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", asks: "x".repeat(501) }],
  ["BAD_OPTION", "a", { deadlineMs: 1, otherwise: "reject", asks: 7 }],
  ["NOT_A_FUNCTION", "a", { deadlineMs: 1, otherwise: "reject", when: true }],
])("refuses with %s the name %j with %j", (code, name, options) => {
  expect(() => fromJavaScript(approval, name, options)).toThrow(expect.objectContaining({ code }));
});
