import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { fallback, retry, revise } from "../../../src/plan/directives.ts";
import type { Policy } from "../../../src/plan/plan.ts";
import { step } from "../plans.ts";
import { foundBy } from "./found.ts";

const dead = (policy: Policy<unknown, unknown>) =>
  foundBy("dead-directive", chain("c", [step("a"), step("b")]).supervised(policy)).map(({ message }) => message);

it("warns of a limit that is used up from the beginning", () => {
  expect(dead({ timeout: [retry({ attempts: 1 })] })).toEqual([
    'retry at place 1 of timeout in the policy of chain "c" is never taken: attempts count the first run, too, and 1 is that one.',
  ]);
  expect(dead({ timeout: [retry({ from: "a", restarts: 0 })] })).toHaveLength(1);
  expect(dead({ timeout: [retry({ scope: "all", restarts: 0 })] })).toHaveLength(1);
});

it("warns of a directive behind one that is taken for as long as it could be", () => {
  expect(dead({ timeout: [retry({ attempts: 3 }), retry({ attempts: 2 })] })).toHaveLength(1);
  expect(dead({ "invalid-output": [revise({ rounds: 2 }), revise({ rounds: 2 })] })).toHaveLength(1);
});

it("says nothing of one with more tries, another delay, or behind a fallback, where another plan is tried again", () => {
  const rows = [
    [retry({ attempts: 2 }), retry({ attempts: 3 })],
    [retry({ attempts: 3, delayMs: 60_000 }), retry({ attempts: 2, delayMs: 0 })],
    [retry({ attempts: 3 }), fallback(step("f")), retry({ attempts: 3 })],
    [retry({ from: "a" }), retry({ attempts: 2 })],
  ];
  for (const timeout of rows) expect(dead({ timeout })).toEqual([]);
});
