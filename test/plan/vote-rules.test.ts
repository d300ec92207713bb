import { describe, expect, it } from "vitest";
import { RULE } from "../../src/plan/brand.ts";
import { specOf } from "../../src/plan/erasure.ts";
import { best, majority, quorum, ruleOf, weighted } from "../../src/plan/vote-rules.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const ballot = () => "yes";
const picker = step("picker");
const rule = (made: unknown) => ruleOf(made, 'vote "v"');

describe("a rule", () => {
  it("says by what it decides, how, and what an output counts as", () => {
    expect(rule(majority({ tie: "fail" }))).toEqual({ by: "majority", tie: "fail" });
    expect(rule(majority({ ballot, tie: "first" }))).toEqual({ by: "majority", tie: "first", ballot });
    expect(rule(quorum(2))).toEqual({ by: "quorum", k: 2 });
    expect(rule(quorum(1, { ballot }))).toEqual({ by: "quorum", k: 1, ballot });
    expect(rule(weighted({ ballot, tie: "fail", weights: { a: 2, b: 0 } }))).toEqual({
      by: "majority",
      tie: "fail",
      ballot,
      weights: { a: 2, b: 0 },
    });
  });

  it("has a plan that chooses among all ballots, or in a tie", () => {
    expect(rule(fromJavaScript(best, picker))).toEqual({ by: "best", judge: specOf(picker) });
    expect(rule(fromJavaScript(majority, { ballot, tie: picker }))).toEqual({
      by: "majority",
      tie: "judge",
      ballot,
      judge: specOf(picker),
    });
  });

  it("is frozen, and its weights are a copy", () => {
    const weights = { a: 2 };
    const made = weighted({ ballot, tie: "fail", weights });
    weights.a = 99;
    expect(rule(made).weights).toEqual({ a: 2 });
    expect([made, rule(made), rule(made).weights].every(Object.isFrozen)).toBe(true);
  });

  it("is known when a second copy of the package has made it", () => {
    const spec = { by: "quorum", k: 2 };
    expect(rule({ [RULE]: spec })).toBe(spec);
  });
});

describe("what is no rule", () => {
  it.each([undefined, null, "majority", majority, { tie: "fail" }, { [RULE]: null }, picker, step("a").kind])(
    "is refused by a vote: %#",
    (made) => {
      expect(() => rule(made)).toThrow(refused("BAD_OPTION", /The rule of vote "v" is .*made by majority, weighted/));
    },
  );

  it.each([
    ["BAD_OPTION", majority, [], /options of majority are undefined.*ballot, tie/],
    ["BAD_OPTION", majority, ["fail"], /options of majority are "fail"/],
    ["BAD_OPTION", majority, [quorum(2)], /options of majority are an object without fields/],
    ["BAD_OPTION", majority, [{ tie: "fail", ballots: ballot }], /no option "ballots".*Did you mean "ballot"\?/],
    ["BAD_OPTION", majority, [{}], /tie of majority is undefined\. Say "fail" or "first"/],
    ["BAD_OPTION", majority, [{ tie: "last" }], /tie of majority is "last"/],
    ["BAD_OPTION", majority, [{ tie: () => 0 }], /tie of majority is a function/],
    ["NOT_A_FUNCTION", majority, [{ tie: "fail", ballot: "refund" }], /ballot of majority is "refund"/],
    ["BAD_OPTION", weighted, [{ tie: "fail" }], /weights of weighted are undefined.*weights: \{ senior: 3/],
    ["BAD_OPTION", weighted, [{ tie: "fail", weights: new Map([["a", 2]]) }], /weights of weighted are a Map/],
    ["BAD_OPTION", weighted, [{ tie: "fail", weights: { a: -1 } }], /the weight of "a" in weighted is -1.*at least 0/],
    ["BAD_OPTION", weighted, [{ tie: "fail", weights: { a: "2" } }], /the weight of "a" in weighted is "2"/],
    ["BAD_OPTION", weighted, [{ tie: "fail", weight: {} }], /no option "weight".*Did you mean "weights"\?/],
    ["BAD_OPTION", weighted, [{ weights: { a: 1 } }], /tie of weighted is undefined/],
    ["NOT_A_FUNCTION", weighted, [{ tie: "fail", weights: { a: 1 }, ballot: 3 }], /ballot of weighted is 3/],
    ["BAD_OPTION", quorum, [], /the number of a quorum is undefined\. Give a whole number, at least 1/],
    ["BAD_OPTION", quorum, [0], /the number of a quorum is 0/],
    ["BAD_OPTION", quorum, [1.5], /the number of a quorum is 1\.5/],
    ["BAD_OPTION", quorum, ["most"], /the number of a quorum is "most"/],
    ["BAD_OPTION", quorum, [2, { tie: "fail" }], /quorum has no option "tie"/],
    ["BAD_OPTION", quorum, [2, ballot], /options of quorum are a function/],
    ["NOT_A_FUNCTION", quorum, [2, { ballot: null }], /ballot of quorum is null/],
    ["NOT_A_PLAN", best, [], /The judge of best is undefined.*circular import/],
    ["NOT_A_PLAN", best, [() => 0], /The judge of best is a function.*agent\("name", \{ work \}\)/],
    ["NOT_A_PLAN", best, [majority({ tie: "fail" })], /The judge of best is an object, not a plan/],
  ] as const)("is refused with %s: case %#", (code, make, given, message) => {
    expect(() => fromJavaScript(make, ...given)).toThrow(refused(code, message));
  });
});
