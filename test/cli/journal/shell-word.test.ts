import { expect, it } from "vitest";
import { shellWord } from "../../../src/cli/journal/shell-word.ts";

it("puts a word in quotes where a shell would read something in it", () => {
  expect(shellWord("refund/pay.1")).toBe("refund/pay.1");
  expect(shellWord("refund/pay!1")).toBe("'refund/pay!1'");
  expect(shellWord("it's")).toBe(String.raw`'it'\''s'`);
  expect(shellWord("")).toBe("''");
});
