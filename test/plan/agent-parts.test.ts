import { describe, expect, it } from "vitest";
import { acceptBrief, acceptExpectation } from "../../src/plan/agent-parts.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { refused } from "./refused.ts";

const fine = { goal: "reply", definitionOfDone: "nothing is promised" };
const where = 'agent "a"';

describe("a brief", () => {
  it("is a frozen copy with what it says, and nothing of what it leaves out", () => {
    const whole = { ...fine, context: "a complaint", format: "a letter" };
    expect(acceptBrief(whole, where)).toEqual(whole);
    expect(Object.keys(acceptBrief(fine, where))).toEqual(["goal", "definitionOfDone"]);
    expect(acceptBrief(fine, where)).not.toBe(fine);
    expect(Object.isFrozen(acceptBrief(fine, where))).toBe(true);
  });

  it("may be long: it is for whoever works, not for a line on a screen", () => {
    const goal = "x".repeat(10_000);
    expect(acceptBrief({ ...fine, goal }, where)).toMatchObject({ goal });
  });

  it.each([
    [undefined, /options of brief of agent "a" are undefined.*goal, definitionOfDone, context, format/],
    ["reply", /options of brief of agent "a" are "reply", not an object/],
    [[fine], /options of brief of agent "a" are a list/],
    [{ ...fine, goals: "x" }, /no option "goals"\. Did you mean "goal"\?/],
    [{ definitionOfDone: "x" }, /goal in the brief of agent "a" is undefined\. Say it in words/],
    [{ goal: "x" }, /definitionOfDone in the brief of agent "a" is undefined/],
    [{ ...fine, goal: " \n" }, /goal in the brief of agent "a" is " \\n"/],
    [{ ...fine, definitionOfDone: ["x"] }, /definitionOfDone in the brief of agent "a" is a list/],
    [{ ...fine, context: 3 }, /context in the brief of agent "a" is 3/],
    [{ ...fine, format: null }, /format in the brief of agent "a" is null/],
  ] as const)("says in words what it is: case %#", (brief, message) => {
    expect(() => fromJavaScript(acceptBrief, brief, where)).toThrow(refused("BAD_OPTION", message));
  });
});

describe("an expectation", () => {
  it("is a frozen copy with the numbers that it names", () => {
    expect(acceptExpectation({ latencyMs: 800, costUsd: 0 }, where)).toEqual({ latencyMs: 800, costUsd: 0 });
    expect(Object.keys(acceptExpectation({}, where))).toEqual([]);
    expect(Object.isFrozen(acceptExpectation({ costUsd: 1 }, where))).toBe(true);
  });

  it.each([
    [undefined, /options of expects of agent "a" are undefined.*latencyMs, costUsd/],
    [0.01, /options of expects of agent "a" are 0\.01/],
    [{ costUSD: 1 }, /no option "costUSD"\. Did you mean "costUsd"\?/],
    [{ latencyMs: -1 }, /latencyMs of agent "a" is -1\. Give a number, at least 0/],
    [{ latencyMs: "800" }, /latencyMs of agent "a" is "800"/],
    [{ costUsd: Number.NaN }, /costUsd of agent "a" is NaN/],
  ] as const)("is in numbers of at least 0: case %#", (expects, message) => {
    expect(() => fromJavaScript(acceptExpectation, expects, where)).toThrow(refused("BAD_OPTION", message));
  });
});
