import { expect, it } from "vitest";
import { functionWords, gateWords } from "../../src/kernel/function-words.ts";
import { atRest } from "../../src/patterns/catalogue.ts";

/** b and c wait for a where a function says so, d in any case. */
const after = [
  [],
  [{ node: 0, isConditional: true }],
  [
    { node: 0, isConditional: true },
    { node: 1, isConditional: true },
  ],
  [{ node: 0, isConditional: false }],
];
const graph = atRest("graph", { names: ["a", "b", "c", "d"], after, output: 3 });

it.each([
  ["ballot", undefined, "ballot"],
  ["until", undefined, "until"],
  ["when", "a", "when of an edge a → b or c"],
  ["when", "b", "when of the edge b → c"],
] as const)("names %s about %s", (call, node, words) => {
  expect(functionWords({ call, args: [node, 1] }, graph)).toBe(words);
});

it.each([
  ["check", 'the test of check "short"'],
  ["policy", 'the test of policy "short"'],
  ["approval", 'when of approval "short"'],
  ["asking", "a function of answers"],
] as const)("names the function of a %s", (kind, words) => {
  expect(gateWords({ kind, name: "short" })).toBe(words);
});
