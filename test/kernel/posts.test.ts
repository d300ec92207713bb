import { describe, expect, it } from "vitest";
import { isTaken, messageOf } from "../../src/kernel/posts.ts";
import { makeFact } from "../../src/model/fact.ts";

describe("a message", () => {
  it.each([
    { does: "cancel", reason: "enough" },
    { does: "answer", question: "a!1", reply: { verdict: "approve", by: "ann" } },
  ])("is read as it was written: $does", (message) => {
    expect(messageOf(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    "",
    "{",
    "null",
    "7",
    '{"does":"dance"}',
    '{"does":"cancel"}',
    '{"does":"answer","question":"q","reply":null}',
  ])("is none where it is another program's: %s", (text) => {
    expect(messageOf(text)).toBeUndefined();
  });
});

it("was taken where a fact has its number", () => {
  const base = { seq: 1, at: 1, cause: undefined, path: "" };
  const cancelled = makeFact(base, { type: "run.cancelled", reason: "", by: "caller", post: 3 });
  expect([isTaken(cancelled, 3), isTaken(cancelled, 4), isTaken(makeFact(base, { type: "node.voided" }), 3)]).toEqual([
    true,
    false,
    false,
  ]);
});
