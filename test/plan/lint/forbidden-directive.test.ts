import fc from "fast-check";
import { expect, it } from "vitest";
import { ALLOWED } from "../../../supervisors/defaults.ts";
import { FAILURE_KINDS } from "../../../src/model/failure.ts";
import { escalate, retry, revise, skip } from "../../../src/plan/directives.ts";
import type { Policy } from "../../../src/plan/plan.ts";
import { once } from "../plans.ts";
import { foundBy, placesFoundBy } from "./found.ts";

const DIRECTIVES = { retry: retry(), revise: revise(), skip: skip(0), escalate: escalate() } as const;
const NAMES = ["retry", "revise", "skip", "escalate"] as const;

it("finds a directive that its kind forbids, as JavaScript can write it, and no other", () => {
  const kinds = FAILURE_KINDS.filter((kind) => kind !== "cancelled");
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.constantFrom(...NAMES), (kind, does) => {
      const table: Policy<unknown, unknown> = Object.fromEntries([[kind, [DIRECTIVES[does]]]]);
      const found = placesFoundBy(
        "forbidden-directive",
        once("a")
          .given((x: unknown) => x)
          .supervised(table),
      );
      expect(found).toEqual(ALLOWED[kind].includes(does) ? [] : ["error a", "note a/a"].slice(0, 1));
    }),
  );
});

it("notes that a retry of all kinds is passed over for those that are final", () => {
  const found = foundBy(
    "forbidden-directive",
    once("a")
      .given((x: unknown) => x)
      .supervised({ "*": [retry()] }),
  );
  expect(found).toMatchObject([{ severity: "note", message: expect.stringContaining("rejected and permanent") }]);
  const named = { "*": [retry()], rejected: [], permanent: [skip(0)] };
  expect(
    placesFoundBy(
      "forbidden-directive",
      once("a")
        .given((x: unknown) => x)
        .supervised(named),
    ),
  ).toEqual([]);
});

it("notes that revise is for one kind only", () => {
  const plan = once("a").given((x: unknown) => x);
  expect(foundBy("forbidden-directive", plan.supervised({ "*": [revise()] }))).toMatchObject([
    { severity: "note", remedy: expect.stringContaining('"invalid-output": [revise()]') },
  ]);
});
