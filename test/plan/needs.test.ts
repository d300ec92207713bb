import { expect, it } from "vitest";
import { acceptNeeded } from "../../src/plan/needs.ts";

const needs = { where: 'route "r"', options: { by: "by: classify", to: "to: { billing }" } };

it("takes what is there, whatever its value", () => {
  expect(() => acceptNeeded({ by: undefined, to: 1 }, needs)).not.toThrow();
});

it("says which option is left out, and what to write", () => {
  expect(() => acceptNeeded({ by: 1 }, needs)).toThrow(
    expect.objectContaining({
      code: "BAD_OPTION",
      message: 'BAD_OPTION: route "r" needs to, which is left out. Write to: { billing }.',
      facts: { where: 'route "r"', option: "to" },
    }),
  );
});
