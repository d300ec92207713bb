import { expect, it } from "vitest";
import { closed, duplicate } from "../../src/kernel/runtime-error.ts";

it("says what is wrong, and what to do next", () => {
  expect(closed()).toMatchObject({ code: "RUNTIME_CLOSED", message: expect.stringContaining("createRuntime()") });
  expect(duplicate("x", "is under way")).toMatchObject({
    code: "DUPLICATE_RUN",
    message: expect.stringContaining('A run "x" is under way.'),
    facts: { runId: "x" },
  });
});
