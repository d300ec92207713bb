import { expect, it } from "vitest";
import { refusalWords } from "../../src/budget/refusal-words.ts";

const usd = { owner: "p", ledger: "usd", limit: 0.3 } as const;

it("says that a ledger is spent where it is", () => {
  expect(refusalWords({ owner: "p", ledger: "steps", used: 6, limit: 6 })).toBe(
    "the steps ledger of p is spent: 6 of 6",
  );
  expect(refusalWords({ ...usd, used: 0.3 })).toBe("the usd ledger of p is spent: 0.3 of 0.3");
});

it("does not say so of money that is only promised, but what is asked beside it", () => {
  expect(refusalWords({ ...usd, used: 0, promised: 0.2, asked: 0.15 })).toBe(
    "the usd ledger of p has 0.2 promised of 0.3, and this attempt expects 0.15 more",
  );
  expect(refusalWords({ ...usd, used: 0.1, promised: 0.1, asked: 0.2 })).toBe(
    "the usd ledger of p has 0.1 used and 0.1 promised of 0.3, and this attempt expects 0.2 more",
  );
  expect(refusalWords({ ...usd, used: 0, promised: 0, asked: 0.5 })).toBe(
    "the usd ledger of p has 0.3, and this attempt expects 0.5",
  );
  expect(refusalWords({ ...usd, used: 0.2, promised: 0.2, asked: 0 })).toBe(
    "the usd ledger of p has 0.2 used and 0.2 promised of 0.3",
  );
});

it("shows as many digits as it takes to see the difference", () => {
  expect(refusalWords({ ...usd, used: 0.299_999_999, promised: 0, asked: 0.000_000_002 })).toBe(
    "the usd ledger of p has 0.299999999 used of 0.3, and this attempt expects 0.000000002 more",
  );
});

it("counts levels as levels: nothing of a depth is spent", () => {
  expect(refusalWords({ owner: "p", ledger: "depth", used: 4, limit: 3 })).toBe(
    "the depth ledger of p allows 3 levels, and this would be level 4",
  );
});
