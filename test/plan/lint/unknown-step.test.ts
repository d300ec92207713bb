import { expect, it } from "vitest";
import { chain } from "../../../src/plan/chain.ts";
import { retry } from "../../../src/plan/directives.ts";
import { step } from "../plans.ts";
import { foundBy } from "./found.ts";

it("finds a step to go back to that is never there, as a start does", () => {
  const plan = chain("c", [step("draft"), step("send").supervised({ timeout: [retry({ from: "drft" })] })]);
  expect(foundBy("unknown-step", plan)).toMatchObject([
    { severity: "error", path: "c/send", remedy: 'Did you mean "draft"?' },
  ]);
  expect(foundBy("unknown-step", step("a").supervised({ timeout: [retry({ from: "draft" })] }))).toMatchObject([
    { remedy: expect.stringContaining("Only a chain or a graph goes back") },
  ]);
});

it("says nothing of a step that is there", () => {
  const plan = chain("c", [step("draft"), step("send").supervised({ timeout: [retry({ from: "draft" })] })]);
  expect(foundBy("unknown-step", plan)).toEqual([]);
});
