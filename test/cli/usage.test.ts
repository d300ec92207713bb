import { expect, it } from "vitest";
import { usage } from "../../src/cli/usage.ts";

it("says what was wrong with a command, and what to do about it", () => {
  expect(usage("That is wrong.", "Do this.")).toMatchObject({
    code: "USAGE",
    message: "USAGE: That is wrong. Do this.",
    remedy: "Do this.",
  });
});
