import { expect, it } from "vitest";
import { LEDGERS, NO_SPEND } from "../../src/model/usage.ts";

it("tests steps before money and money before time", () => {
  expect(LEDGERS).toEqual(["steps", "toolCalls", "tokens", "usd", "wallMs", "depth", "spawned"]);
});

it("begins with nothing spent, and nobody can change that for the others", () => {
  expect(NO_SPEND).toEqual({ steps: 0, toolCalls: 0, tokens: 0, usd: 0, wallMs: 0 });
  expect(Object.isFrozen(NO_SPEND)).toBe(true);
});
