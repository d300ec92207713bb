import { expect, it } from "vitest";
import { addressOf } from "../../src/kernel/arrival-address.ts";

it.each([
  ["what work said, by its effect", { kind: "returned", at: 1, id: "p/a#2", value: 3 }, "returned p/a#2"],
  [
    "an answer, by its question",
    { kind: "answered", at: 1, question: "a!1", reply: { verdict: "approve" } },
    "answered a!1",
  ],
  ["a time that has come, by itself", { kind: "woke", at: 1 }, "woke"],
  ["a new process, by itself", { kind: "resumed", at: 1, lost: ["a#1"] }, "resumed"],
] as const)("names %s", (_, completion, address) => {
  expect(addressOf(completion)).toBe(address);
});
