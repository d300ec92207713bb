import { expect, it } from "vitest";
import { type Lineage, under } from "../../supervisors/policy.ts";

const above: Lineage = { owner: "support", table: { timeout: [] }, up: undefined };

it("puts a node's policy before those above it", () => {
  expect(under("support/draft", { transient: [] }, above)).toEqual({
    owner: "support/draft",
    table: { transient: [] },
    up: above,
  });
});

it("leaves the lineage as it is where a node has no policy", () => {
  expect([under("support/draft", undefined, above), under("support", undefined, undefined)]).toEqual([
    above,
    undefined,
  ]);
});
