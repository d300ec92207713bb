import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { best, majority, quorum, weighted } from "../../src/plan/vote-rules.ts";
import { repeat, vote } from "../../src/plan/vote.ts";
import { fromJavaScript } from "../gates/from-javascript.ts";
import { step } from "./plans.ts";
import { refused } from "./refused.ts";

const [ann, bob] = [step("ann"), step("bob")];
const ballot = () => true;
const specOfVote = (voters: readonly unknown[], rule: unknown) => specOf(fromJavaScript(vote, "v", voters, rule));
const segments = (voters: readonly unknown[]) => specOfVote(voters, quorum(1)).children.map(({ segment }) => segment);

describe("a vote", () => {
  it("is its voters under their own names, and those of one name numbered in their order", () => {
    expect(segments([ann, bob])).toEqual(["ann", "bob"]);
    expect(segments([ann, bob, ann, step("ann")])).toEqual(["ann[0]", "bob", "ann[1]", "ann[2]"]);
    expect(segments(repeat(ann, 3))).toEqual(["ann[0]", "ann[1]", "ann[2]"]);
    expect(segments(repeat(ann, 1))).toEqual(["ann"]);
  });

  it("gives every voter a place of its own, whoever they are", () => {
    const names = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(names, (voters) => {
        const places = segments(voters.map(step));
        expect(new Set(places).size).toBe(voters.length);
        expect(places.map((place) => place.replace(/\[\d+\]$/, ""))).toEqual(voters);
      }),
    );
  });

  it("goes by its rule, for these voters", () => {
    const ruleIn = (voters: readonly unknown[], rule: unknown) => specOfVote(voters, rule).course?.shape;
    expect(ruleIn([ann, bob], majority({ tie: "first" }))).toEqual({
      names: ["ann", "bob"],
      rule: { by: "majority", tie: "first", weights: undefined },
      hasBallot: false,
    });
    expect(ruleIn([ann, bob], quorum(2, { ballot }))).toMatchObject({ rule: { by: "quorum", k: 2 }, hasBallot: true });
    expect(ruleIn([ann, bob], fromJavaScript(best, step("judge")))).toMatchObject({ rule: { by: "best" } });
  });

  it("weighs voters by their place, by their name, and all others as 1", () => {
    const weights = { ann: 3, "ann[1]": 0.5 };
    const { course } = specOfVote([ann, bob, ann, ann], weighted({ ballot, tie: "fail", weights }));
    expect(course?.shape).toMatchObject({ rule: { weights: [3, 1, 0.5, 3] } });
  });

  it("has its judge as the last child, and its ballot as its function", () => {
    const tied = specOfVote([ann, bob], fromJavaScript(majority, { ballot, tie: step("judge") }));
    expect(tied.children.map(({ segment }) => segment)).toEqual(["ann", "bob", "judge"]);
    expect(tied.evaluate).toBe(ballot);
    expect(specOfVote([ann], quorum(1))).not.toHaveProperty("evaluate");
  });

  it("is frozen, with all that it is made of", () => {
    const spec = specOfVote([ann, ann], weighted({ ballot, tie: "fail", weights: { ann: 2 } }));
    expect([spec, spec.children, ...spec.children, spec.course, spec.course?.shape].every(Object.isFrozen)).toBe(true);
  });

  it.each([
    ["BAD_NAME", ["v/w", [ann], quorum(1)], /name of a vote is "v\/w"/],
    ["BAD_OPTION", ["v", undefined, quorum(1)], /The voters of vote "v" are undefined\. Give a list of 1 to 1000/],
    ["BAD_OPTION", ["v", ann, quorum(1)], /The voters of vote "v" are an object/],
    ["BAD_OPTION", ["v", { ann, bob }, quorum(1)], /The voters of vote "v" are an object/],
    ["BAD_OPTION", ["v", [], quorum(1)], /The voters of vote "v" are none/],
    [
      "BAD_OPTION",
      ["v", Array.from({ length: 1_001 }, () => ann), quorum(1)],
      /are 1001 voters.*repeat\(classify, 3\)/,
    ],
    ["NOT_A_PLAN", ["v", [ann, undefined], quorum(1)], /Voter 2 of vote "v" is undefined.*circular import/],
    ["NOT_A_PLAN", ["v", Array.from({ length: 2 }), quorum(1)], /Voter 1 of vote "v" is undefined/],
    ["NOT_A_PLAN", ["v", [quorum(1)], quorum(1)], /Voter 1 of vote "v" is an object, not a plan/],
    ["BAD_OPTION", ["v", [ann], undefined], /The rule of vote "v" is undefined/],
    ["BAD_OPTION", ["v", [ann], majority], /The rule of vote "v" is a function.*majority\(\{ tie: "fail" \}\)/],
    ["BAD_OPTION", ["v", [ann], ann], /The rule of vote "v" is an object/],
    ["BAD_OPTION", ["v", [ann, bob], quorum(3)], /the quorum of vote "v" is 3\. .* at least 1 and at most 2/],
    [
      "BAD_OPTION",
      ["v", [ann], weighted({ ballot, tie: "fail", weights: { anne: 2 } })],
      /name "anne", who is no voter\. Did you mean "ann"\?/,
    ],
    [
      "BAD_OPTION",
      ["v", [ann, ann], weighted({ ballot, tie: "fail", weights: { "ann[2]": 2 } })],
      /Did you mean "ann\[0\]" or "ann\[1\]"/,
    ],
    [
      "BAD_OPTION",
      ["v", [ann, bob], weighted({ ballot, tie: "fail", weights: { ann: 0, bob: 0 } })],
      /leave no voter any weight.*more than 0/,
    ],
    ["DUPLICATE_NAME", ["v", [ann], fromJavaScript(best, ann)], /"ann" for a voter and for its judge.*another name/],
    ["DUPLICATE_NAME", ["v", [ann, ann], fromJavaScript(best, ann)], /"ann" for a voter and for its judge/],
  ] as const)("is refused with %s: case %#", (code, given, message) => {
    expect(() => fromJavaScript(vote, ...given)).toThrow(refused(code, message));
  });
});

describe("repeat", () => {
  it("is the same plan so many times", () => {
    expect(repeat(ann, 3)).toEqual([ann, ann, ann]);
    expect([repeat(ann, 1_000).length, Object.isFrozen(repeat(ann, 2))]).toEqual([1_000, true]);
  });

  it.each([
    ["NOT_A_PLAN", [undefined, 3], /The voter of repeat is undefined/],
    ["NOT_A_PLAN", [[ann], 3], /The voter of repeat is a list/],
    ["BAD_OPTION", [ann], /times of repeat is undefined\. Give a whole number, at least 1 and at most 1000/],
    ["BAD_OPTION", [ann, 0], /times of repeat is 0/],
    ["BAD_OPTION", [ann, 1_001], /times of repeat is 1001/],
    ["BAD_OPTION", [ann, 2.5], /times of repeat is 2\.5/],
  ] as const)("is refused with %s: case %#", (code, given, message) => {
    expect(() => fromJavaScript(repeat, ...given)).toThrow(refused(code, message));
  });
});
