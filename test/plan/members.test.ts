import { describe, expect, it } from "vitest";
import { specOf } from "../../src/plan/erasure.ts";
import { entriesOf, memberOf, namesOf, stepsOf } from "../../src/plan/members.ts";
import { step } from "./plans.ts";

const refused = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });
const [a, b] = [step("a"), step("b")];

describe("a list of plans", () => {
  it("has each under its own name, in order", () => {
    const members = stepsOf([b, a], "chain");
    expect(members).toEqual([
      { segment: "b", spec: specOf(b) },
      { segment: "a", spec: specOf(a) },
    ]);
    expect(namesOf(members)).toEqual(["b", "a"]);
  });

  it("is refused when it is none, empty, or names a step twice", () => {
    expect(() => stepsOf({ a }, 'chain "c"')).toThrow(refused("BAD_OPTION", /chain "c" are an object, not a list/));
    expect(() => stepsOf([], 'chain "c"')).toThrow(refused("BAD_OPTION", /none.*at least one/));
    expect(() => stepsOf([a, b, a], 'chain "c"')).toThrow(
      refused("DUPLICATE_NAME", /"a" twice.*rename one.*chain\("again", \[step\]\)/),
    );
  });

  it("says which step is no plan, a hole included", () => {
    expect(() => stepsOf([a, undefined], 'chain "c"')).toThrow(
      refused("NOT_A_PLAN", /Step 2 of chain "c" is undefined/),
    );
    expect(() => stepsOf(Array.from({ length: 1 }), "chain")).toThrow(refused("NOT_A_PLAN", /Step 1/));
  });
});

describe("a record of plans", () => {
  it("has each under its key, in order", () => {
    expect(entriesOf({ second: b, first: a }, "parallel")).toEqual([
      { segment: "second", spec: specOf(b) },
      { segment: "first", spec: specOf(a) },
    ]);
  });

  it("is refused when it is none, empty, or has a key that can be no segment", () => {
    for (const plans of [undefined, null, [a], 3])
      expect(() => entriesOf(plans, "parallel")).toThrow(refused("BAD_OPTION", /not a record/));
    expect(() => entriesOf({}, "parallel")).toThrow(refused("BAD_OPTION", /none/));
    expect(() => entriesOf({ "a/b": a }, "parallel")).toThrow(refused("BAD_NAME", /"a\/b"/));
  });

  it("says under which key there is no plan", () => {
    expect(() => entriesOf({ a, b: null }, 'parallel "p"')).toThrow(
      refused("NOT_A_PLAN", /"b" of parallel "p" is null/),
    );
  });
});

it("takes one plan under its own name", () => {
  expect(memberOf(a, "The body")).toEqual({ segment: "a", spec: specOf(a) });
  expect(() => memberOf(undefined, "The body")).toThrow(refused("NOT_A_PLAN", /The body is undefined/));
});
