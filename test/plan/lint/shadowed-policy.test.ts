import { expect, it } from "vitest";
import { retry, skip } from "../../../src/plan/directives.ts";
import { step } from "../plans.ts";
import { foundBy } from "./found.ts";

const messages = (plan: Parameters<typeof foundBy>[1]) =>
  foundBy("shadowed-policy", plan).map(({ message }) => message);

it("warns of a kind that a later call names in vain, once however often", () => {
  const first = step("a").supervised({ transient: [retry()] });
  const again = first.supervised({ transient: [skip(0)], timeout: [skip(1)] });
  expect(messages(again.supervised({ transient: [skip(2)] }))).toEqual([
    'transient in a later .supervised(…) of agent "a" is never asked: an earlier one names it.',
  ]);
  expect(foundBy("shadowed-policy", again)).toMatchObject([{ severity: "warning", path: "a" }]);
});

it("warns of everything behind a *, which names all kinds", () => {
  const first = step("a").supervised({ "*": [skip(0)] });
  expect(messages(first.supervised({ timeout: [retry()], "*": [] }))).toEqual([
    'timeout in a later .supervised(…) of agent "a" is never asked: an earlier one names *, which is all kinds.',
    '* in a later .supervised(…) of agent "a" is never asked: an earlier one names it.',
  ]);
});

it("says nothing of a later call that adds what the first left open", () => {
  const plan = step("a")
    .supervised({ transient: [retry()] })
    .supervised({ timeout: [retry()], "*": [skip(0)] });
  expect(messages(plan)).toEqual([]);
});
