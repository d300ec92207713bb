import { expect, it } from "vitest";
import { approval } from "../../src/gates/approval.ts";
import { gateSpecOf } from "../../src/gates/gate.ts";
import { refused } from "../plan/refused.ts";
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

it("keeps what a rejection does, where it does not end it", () => {
  const spec = (onReject: "fail" | "revise") =>
    gateSpecOf(approval("letter", { onReject, deadlineMs: 1, otherwise: "reject" }));
  expect(spec("revise")).toMatchObject({ onReject: "revise" });
  expect(spec("fail")).not.toHaveProperty("onReject");
});

it("has no test where a person is always asked", () => {
  expect(gateSpecOf(approval("always", { deadlineMs: 1, otherwise: "approve" }))).not.toHaveProperty("test");
});

it("keeps how many people must approve, where it is more than one, and who may answer, in a copy of ours", () => {
  const roles = ["manager", "auditor"];
  const gate = approval("refund", { quorum: 2, roles, deadlineMs: 1, otherwise: "reject" });
  roles.push("anybody");
  expect(gateSpecOf(gate)).toMatchObject({ quorum: 2, roles: ["manager", "auditor"] });
  expect(Object.isFrozen(gateSpecOf(gate)?.roles)).toBe(true);
  const one = gateSpecOf(approval("refund", { quorum: 1, deadlineMs: 1, otherwise: "reject" }));
  expect(one).toEqual({ kind: "approval", name: "refund", deadlineMs: 1, otherwise: "reject" });
});

const fine = { deadlineMs: 1, otherwise: "reject" };

it.each([
  ["BAD_NAME", "", fine, /name of an approval is ""/],
  [
    "BAD_OPTION",
    "a",
    undefined,
    /options of approval "a" are undefined.*when, asks, quorum, roles, onReject, deadlineMs, otherwise/,
  ],
  ["BAD_OPTION", "a", { ...fine, role: "boss" }, /no option "role"\. Did you mean "roles"\?/],
  ["BAD_OPTION", "a", { otherwise: "reject" }, /deadlineMs of approval "a" is undefined/],
  ["BAD_OPTION", "a", { ...fine, deadlineMs: 0 }, /deadlineMs of approval "a" is 0.*at least 1/],
  ["BAD_OPTION", "a", { ...fine, deadlineMs: 2 ** 40 }, /at most 315360000000/],
  ["BAD_OPTION", "a", { deadlineMs: 1 }, /otherwise of approval "a" is undefined\. Say "approve" or "reject"/],
  ["BAD_OPTION", "a", { ...fine, otherwise: "pass" }, /otherwise of approval "a" is "pass"/],
  ["BAD_OPTION", "a", { ...fine, asks: " " }, /asks of approval "a" is " "\. Say it in words/],
  ["BAD_OPTION", "a", { ...fine, asks: "x".repeat(501) }, /asks of approval "a" is 501 characters long/],
  ["BAD_OPTION", "a", { ...fine, asks: 7 }, /asks of approval "a" is 7/],
  ["BAD_OPTION", "a", { ...fine, onReject: "again" }, /onReject of approval "a" is "again"\. Say "fail" or "revise"/],
  ["NOT_A_FUNCTION", "a", { ...fine, when: true }, /when of approval "a" is true/],
  ["BAD_OPTION", "a", { ...fine, quorum: 0 }, /quorum of approval "a" is 0.*at least 1 and at most 100/],
  ["BAD_OPTION", "a", { ...fine, quorum: 101 }, /quorum of approval "a" is 101/],
  ["BAD_OPTION", "a", { ...fine, quorum: 1.5 }, /quorum of approval "a" is 1\.5/],
  ["BAD_OPTION", "a", { ...fine, quorum: "two" }, /quorum of approval "a" is "two"/],
  [
    "BAD_OPTION",
    "a",
    { ...fine, roles: "boss" },
    /roles of approval "a" are "boss"\. Name who may answer, as in roles: \["manager"\]/,
  ],
  ["BAD_OPTION", "a", { ...fine, roles: [] }, /roles of approval "a" are none, so that nobody could answer/],
  ["BAD_OPTION", "a", { ...fine, roles: new Set(["boss"]) }, /roles of approval "a" are a Set/],
  ["BAD_OPTION", "a", { ...fine, roles: ["boss", ""] }, /a role of approval "a" is ""/],
  ["BAD_OPTION", "a", { ...fine, roles: Array.from({ length: 1 }) }, /a role of approval "a" is undefined/],
] as const)("refuses with %s the name %j: case %#", (code, name, options, message) => {
  expect(() => fromJavaScript(approval, name, options)).toThrow(refused(code, message));
});
