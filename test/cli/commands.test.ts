import { expect, it } from "vitest";
import { COMMAND_NAMES } from "../../src/cli/commands.ts";
import { helpText } from "../../src/cli/help.ts";

it("has a help text for every command, and no command twice", () => {
  expect(new Set(COMMAND_NAMES.map(helpText)).size).toBe(COMMAND_NAMES.length);
});
