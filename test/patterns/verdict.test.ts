import fc from "fast-check";
import { expect, it } from "vitest";
import { readVerdict, VERDICT_WORDS } from "../../src/patterns/verdict.ts";

it.each([
  [{ verdict: "pass" }],
  [{ verdict: "pass", score: 0 }],
  [{ verdict: "revise", feedback: "too long" }],
  [{ verdict: "revise", feedback: "", score: 7 }],
  [{ verdict: "reject", reason: "off topic" }],
])("reads %j as it is", (said) => {
  expect(readVerdict(said)).toEqual(said);
});

it("keeps of what a judge says only what belongs to a verdict", () => {
  expect(readVerdict({ verdict: "pass", feedback: "fine", mood: "good" })).toEqual({ verdict: "pass" });
  expect(readVerdict({ verdict: "reject", reason: "no", score: 1 })).toEqual({ verdict: "reject", reason: "no" });
});

it.each([
  ["nothing", undefined],
  ["null", null],
  ["a word", "pass"],
  ["another word", { verdict: "ok" }],
  ["a list", ["pass"]],
  ["a revise without feedback", { verdict: "revise" }],
  ["a reject without a reason", { verdict: "reject", feedback: "no" }],
  ["a score that is no number", { verdict: "pass", score: "9" }],
])("reads no verdict in %s", (_, said) => {
  expect(readVerdict(said)).toBeUndefined();
});

it("never throws, and what it reads it reads again", () => {
  const words = fc.constantFrom("pass", "revise", "reject", "ok");
  const fields = fc.record(
    { verdict: words, score: fc.jsonValue(), feedback: fc.jsonValue(), reason: fc.jsonValue() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fields, fc.jsonValue()), (said) => {
      const verdict = readVerdict(said);
      expect(readVerdict(verdict)).toEqual(verdict);
    }),
  );
});

it("names all three in the words of an error", () => {
  expect(["pass", "revise", "reject"].filter((word) => VERDICT_WORDS.includes(`"${word}"`)).length).toBe(3);
});
