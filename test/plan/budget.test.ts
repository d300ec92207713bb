import fc from "fast-check";
import { expect, it } from "vitest";
import { LEDGERS } from "../../src/model/usage.ts";
import { acceptBudget, tighter } from "../../src/plan/budget.ts";

const anyBudget = fc
  .subarray([...LEDGERS], { minLength: 1 })
  .chain((ledgers) => fc.tuple(...ledgers.map((ledger) => fc.nat(100).map((bound) => [ledger, bound] as const))))
  .map((bounds) => acceptBudget(Object.fromEntries(bounds), "it"));

it("takes at least one bound, zero included, and freezes it", () => {
  const budget = acceptBudget({ steps: 0, usd: 0.5, tokens: undefined }, "agent");
  expect(budget).toEqual({ steps: 0, usd: 0.5 });
  expect(Object.isFrozen(budget)).toBe(true);
});

it.each([
  [{}],
  [{ steps: undefined }],
  [undefined],
  [[3]],
  [{ steps: -1 }],
  [{ steps: Number.NaN }],
  [{ usd: Number.POSITIVE_INFINITY }],
  [{ steps: 1.5 }],
  [{ steps: "3" }],
])("refuses %j", (budget) => {
  expect(() => acceptBudget(budget, "agent")).toThrow(expect.objectContaining({ code: "BAD_BUDGET" }));
});

it("says which ledger was probably meant", () => {
  expect(() => acceptBudget({ step: 3 }, 'chain "c"')).toThrow(
    /chain "c" has no ledger "step"\. Did you mean "steps"\?/,
  );
});

it("keeps the smaller bound of each ledger, in whichever order", () => {
  expect(tighter({ steps: 3, usd: 1 }, { steps: 2, wallMs: 5 })).toEqual({ steps: 2, usd: 1, wallMs: 5 });
  fc.assert(
    fc.property(anyBudget, anyBudget, (a, b) => {
      const both = tighter(a, b);
      expect(both).toEqual(tighter(b, a));
      expect(tighter(both, a)).toEqual(both);
      for (const ledger of LEDGERS) {
        expect(both[ledger] ?? Number.POSITIVE_INFINITY).toBe(
          Math.min(a[ledger] ?? Number.POSITIVE_INFINITY, b[ledger] ?? Number.POSITIVE_INFINITY),
        );
      }
    }),
  );
});
