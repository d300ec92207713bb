import { expect, it } from "vitest";
import { type Lineage, nameFor, nearest, startingAt, under } from "../../supervisors/policy.ts";

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

it("has a chain for a kind by its name, else by *, else none", () => {
  const named = nameFor({ timeout: [], "*": [] }, "timeout");
  const starred = nameFor({ timeout: [], "*": [] }, "transient");
  expect([named, starred, nameFor({ timeout: [] }, "transient"), nameFor({ timeout: [] }, "*")]).toEqual([
    "timeout",
    "*",
    undefined,
    undefined,
  ]);
});

it("finds the chain of the nearest policy that names the kind, and says whose it is and under which name", () => {
  const escalate = [{ does: "escalate" }] as const;
  const lineage = under("support/draft", { "*": escalate }, above);
  expect(nearest(lineage, "timeout")).toEqual({ chain: escalate, owner: "support/draft", kind: "*" });
  expect(nearest(above, "timeout")).toEqual({ chain: [], owner: "support", kind: "timeout" });
  expect([nearest(above, "transient"), nearest(undefined, "timeout")]).toEqual([undefined, undefined]);
});

it("begins a lineage with the policy of one owner", () => {
  const lineage = under("support/draft", { transient: [] }, above);
  expect([startingAt(lineage, "support"), startingAt(lineage, "support/draft"), startingAt(lineage, "other")]).toEqual([
    above,
    lineage,
    undefined,
  ]);
});
