import { describe, expect, it } from "vitest";
import { addressOf } from "../../src/kernel/arrival-address.ts";
import { arrivalOf } from "../../src/kernel/past-arrival.ts";
import type { Completion } from "../../src/model/effect.ts";
import { type FactBody, makeFact } from "../../src/model/fact.ts";
import { kernelOf, settle } from "./kernel-of.ts";
import { worker } from "./scenes.ts";

const fact = (from: string, body: FactBody) => makeFact({ seq: 1, at: 5, cause: undefined, path: "a", from }, body);

/** Everything that can come of an attempt. */
const OF_WORK: readonly Completion[] = [
  { kind: "returned", at: 5, id: "a#1", value: { n: 1 } },
  { kind: "returned", at: 5, id: "a#1", value: 1, about: { confidence: 0.5 } },
  { kind: "declined", at: 5, id: "a#1", reason: "not mine" },
  { kind: "handed", at: 5, id: "a#1", to: "b", context: 1 },
  { kind: "asked", at: 5, id: "a#1", question: "who?" },
  { kind: "threw", at: 5, id: "a#1", thrown: { name: "Error", message: "no" } },
  { kind: "invalid", at: 5, id: "a#1", where: "output", issues: [{ message: "no", path: ["x"] }], previous: 2 },
  { kind: "began", at: 5, id: "a#1" },
  { kind: "progressed", at: 5, id: "a#1", fraction: 0.5, partial: "half" },
  { kind: "spent", at: 5, id: "a#1", usage: { costUsd: 1 } },
  { kind: "cancelled", at: 5, reason: "enough", by: "caller" },
  { kind: "cancelled", at: 5, reason: "enough", by: "caller", post: 7 },
  { kind: "resumed", at: 5, lost: ["a#1"] },
  { kind: "left", at: 5 },
];

it.each(OF_WORK.map((completion) => [completion.kind, completion] as const))(
  "%s comes again as it came, from the fact that was made of it",
  (_, completion) => {
    const kernel = settle(kernelOf(worker("a"), 1));
    const before = kernel.core.facts.length;
    kernel.arrive(completion);
    const told = kernel.core.facts[before];
    const stored = JSON.parse(JSON.stringify(told));
    expect([told?.from, arrivalOf(stored)]).toEqual([addressOf(completion), completion]);
  },
);

describe("what came to somebody who was there no longer", () => {
  it.each(OF_WORK.filter((one) => "id" in one && one.kind !== "spent").map((one) => [one.kind, one] as const))(
    "is as late when it comes again: %s",
    (_, completion) => {
      const again = arrivalOf(fact(addressOf(completion), { type: "dead.letter", what: "late" }));
      expect(again).toMatchObject({ kind: completion.kind, at: 5, id: "a#1" });
    },
  );

  it("is an answer to a question that is closed", () => {
    const again = arrivalOf(fact("answered a!1", { type: "dead.letter", what: "late" }));
    expect(again).toMatchObject({ kind: "answered", question: "a!1" });
  });
});

describe("an answer", () => {
  it("comes again with who gave it, and in which message", () => {
    const body = {
      type: "question.answered",
      question: "a!1",
      reply: { verdict: "approve" },
      by: "ann",
      role: "lead",
      post: 3,
    } as const;
    expect(arrivalOf(fact("answered a!1", body))).toEqual({
      kind: "answered",
      at: 5,
      question: "a!1",
      reply: { verdict: "approve" },
      by: "ann",
      role: "lead",
      post: 3,
    });
  });
});

describe("a function of the plan", () => {
  it.each([
    ["evaluated a!1", { type: "function.gave", call: "c", value: true }, { kind: "evaluated", id: "a!1", value: true }],
    [
      "notEvaluated a!1",
      { type: "function.threw", call: "c", thrown: { name: "E", message: "" } },
      { kind: "notEvaluated" },
    ],
    ["threw a!1", { type: "function.threw", call: "input", thrown: { name: "E", message: "" } }, { kind: "threw" }],
    [
      "invalid a!1",
      { type: "function.gave", call: "input", value: [{ message: "no" }] },
      { kind: "invalid", where: "input", issues: [{ message: "no" }] },
    ],
  ] as const)("comes again: %s", (from, body, again) => {
    expect(arrivalOf(fact(from, body))).toMatchObject(again);
  });
});

it("of a fact that tells of nothing from outside there is nothing to come again", () => {
  expect(arrivalOf(makeFact({ seq: 1, at: 5, cause: undefined, path: "a" }, { type: "node.voided" }))).toBeUndefined();
});
