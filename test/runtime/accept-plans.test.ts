import { expect, it } from "vitest";
import { agent } from "../../src/index.ts";
import { acceptPlans } from "../../src/runtime/accept-plans.ts";

const [a, b] = ["a", "b"].map((name) => agent(name, { work: () => 1 }));

it("takes plans of different names, and one plan twice", () => {
  expect(() => acceptPlans([])).not.toThrow();
  expect(() => acceptPlans([a, b, a])).not.toThrow();
});

it.each([
  ["BAD_OPTION", [a, agent("a", { work: () => 2 })], 'two plans of the name "a"'],
  ["BAD_OPTION", a, "plans of createRuntime() is"],
  ["BAD_OPTION", null, "plans of createRuntime() is null."],
  ["NOT_A_PLAN", [a, {}], "plans[1] of createRuntime()"],
])("refuses with %s what is none: %#", (code, plans, words) => {
  expect(() => acceptPlans(plans)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }));
});
