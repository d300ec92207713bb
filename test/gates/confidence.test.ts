import { expect, it } from "vitest";
import { confidence } from "../../src/gates/confidence.ts";
import { gateSpecOf } from "../../src/gates/gate.ts";
import { refused } from "../plan/refused.ts";
import { fromJavaScript } from "./from-javascript.ts";

const ask = { from: 0.4, deadlineMs: 1_000, otherwise: "reject" } as const;

it("keeps from which confidence on an answer is used; nobody is asked unless that is said", () => {
  expect(gateSpecOf(confidence("sure", { use: 0.8 }))).toEqual({
    kind: "confidence",
    name: "sure",
    thresholds: { use: 0.8, askFrom: 0.8 },
  });
});

it("keeps from which one on a person is asked, how long, in which words, and what is taken then", () => {
  expect(gateSpecOf(confidence("sure", { use: 0.8, ask: { ...ask, asks: "Good enough?" } }))).toEqual({
    kind: "confidence",
    name: "sure",
    thresholds: { use: 0.8, askFrom: 0.4 },
    asks: "Good enough?",
    deadlineMs: 1_000,
    otherwise: "reject",
  });
  expect(gateSpecOf(confidence("sure", { use: 1, ask: { ...ask, from: 0 } }))).toMatchObject({
    thresholds: { use: 1, askFrom: 0 },
  });
});

it.each([
  ["BAD_NAME", "a/b", { use: 1 }, /name of a confidence is "a\/b"/],
  ["BAD_OPTION", "c", undefined, /options of confidence "c" are undefined.*use, ask/],
  ["BAD_OPTION", "c", 0.8, /options of confidence "c" are 0\.8/],
  ["BAD_OPTION", "c", { use: 1, asks: "x" }, /no option "asks"\. Did you mean "ask"\?/],
  ["BAD_OPTION", "c", {}, /use of confidence "c" is undefined\. Give a number, at least 0 and at most 1/],
  [
    "BAD_OPTION",
    "c",
    { use: 0 },
    /confidence "c" uses an answer of any confidence, so that it lets everything pass\. Give a use of more than 0/,
  ],
  ["BAD_OPTION", "c", { use: 80 }, /use of confidence "c" is 80/],
  ["BAD_OPTION", "c", { use: -0.1 }, /use of confidence "c" is -0\.1/],
  ["BAD_OPTION", "c", { use: Number.NaN }, /use of confidence "c" is NaN/],
  ["BAD_OPTION", "c", { use: 0.8, ask: true }, /options of ask of confidence "c" are true/],
  ["BAD_OPTION", "c", { use: 0.8, ask: { ...ask, form: 0.4 } }, /no option "form"\. Did you mean "from"\?/],
  ["BAD_OPTION", "c", { use: 0.8, ask: { ...ask, from: undefined } }, /from in ask of confidence "c" is undefined/],
  [
    "BAD_OPTION",
    "c",
    { use: 0.8, ask: { ...ask, from: 0.8 } },
    /asks a person from 0\.8 on, and uses .* from 0\.8 on: nobody is ever asked\. Give a from that is less/,
  ],
  ["BAD_OPTION", "c", { use: 0, ask: { ...ask, from: 0 } }, /lets everything pass/],
  ["BAD_OPTION", "c", { use: 0.8, ask: { ...ask, asks: "" } }, /asks in ask of confidence "c" is ""/],
  [
    "BAD_OPTION",
    "c",
    { use: 0.8, ask: { ...ask, deadlineMs: undefined } },
    /deadlineMs in ask of confidence "c" is undefined/,
  ],
  [
    "BAD_OPTION",
    "c",
    { use: 0.8, ask: { ...ask, otherwise: "use" } },
    /otherwise in ask of confidence "c" is "use"\. Say "approve" or "reject"/,
  ],
] as const)("refuses with %s: case %#", (code, name, options, message) => {
  expect(() => fromJavaScript(confidence, name, options)).toThrow(refused(code, message));
});
