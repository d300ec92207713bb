import { expect, it } from "vitest";
import { check, policy } from "../../src/gates/check.ts";
import { gateSpecOf } from "../../src/gates/gate.ts";
import { fromJavaScript } from "./from-javascript.ts";

it("makes a check and a policy of a name and a test", () => {
  const short = (reply: { text: string }) => reply.text.length < 5 || "too long";
  expect(gateSpecOf(check("short", short))).toEqual({ kind: "check", name: "short", test: short });
  expect(gateSpecOf(policy("short", short))).toEqual({ kind: "policy", name: "short", test: short });
});

it("hands the output and what it says of itself to the test", () => {
  const gate = check<number>("sure", (output, { confidence = 0 }) => output * confidence > 1);
  expect(gateSpecOf(gate)?.test?.(4, { confidence: 0.5 })).toBe(true);
  expect(gateSpecOf(gate)?.test?.(4, {})).toBe(false);
});

it("refuses a bad name and a test that is none", () => {
  for (const make of [check, policy]) {
    expect(() => fromJavaScript(make, "a/b", () => true)).toThrow(expect.objectContaining({ code: "BAD_NAME" }));
    expect(() => fromJavaScript(make, "a")).toThrow(expect.objectContaining({ code: "NOT_A_FUNCTION" }));
  }
});
