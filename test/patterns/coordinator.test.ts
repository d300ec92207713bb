import { expect, it } from "vitest";
import { finishWith, unresolved } from "../../src/patterns/coordinator.ts";

const state = { missing: 2 };

it("cannot go on, says why, and stays where it stood", () => {
  expect(unresolved(state, "nobody voted")).toEqual({
    state,
    commands: [{ do: "unresolved", reason: "nobody voted" }],
  });
});

it("ends with a child's output and what that says of it", () => {
  const end = { slot: 0, name: "draft", path: "draft", how: "done", output: "text" } as const;
  expect(finishWith(state, end).commands).toEqual([{ do: "finish", output: "text" }]);
  const about = { confidence: 0.4 };
  expect(finishWith(state, { ...end, about }).commands).toEqual([{ do: "finish", output: "text", about }]);
});
