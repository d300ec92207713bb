import { expect, it } from "vitest";
import { declinedHere } from "../../src/patterns/coordinator.ts";

it("cannot go on with a refusal, says whose it was, and stays where it stood", () => {
  const state = { missing: 2 };
  expect(declinedHere(state, "draft", "not mine")).toEqual({
    state,
    commands: [{ do: "unresolved", reason: "draft declined: not mine" }],
  });
});
