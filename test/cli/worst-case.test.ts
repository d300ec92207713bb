import { expect, it } from "vitest";
import { budgetNote } from "../../src/cli/worst-case.ts";
import { agent, bound, chain, map, retry } from "../../src/index.ts";

const read = agent("read", { work: (n: unknown) => n }).supervised({ transient: [retry({ attempts: 3 })] });
const mails = map("mails", read, { maxItems: 100 });
const each = (bound(mails) ?? 0) / 100;

it("says nothing where the budget suffices, or where there is none", () => {
  expect(budgetNote(read, null, 100)).toBeUndefined();
  expect(budgetNote(read, null, undefined)).toBeUndefined();
});

it("says what a plan takes at worst, and that every retry is counted", () => {
  expect(budgetNote(read, null, 1)).toBe(
    `a budget of 1 step may end read early: at worst, with every retry it may take ${each}`,
  );
});

it("reckons a map for the list that it is given, not for maxItems", () => {
  expect(budgetNote(mails, [1, 2, 3, 4, 5], 3)).toBe(
    `a budget of 3 steps may end mails early: at worst, with every retry, its 5 items may take ${5 * each}`,
  );
  expect(budgetNote(mails, [1, 2, 3, 4, 5], 5 * each)).toBeUndefined();
  expect(budgetNote(mails, [], 0)).toBeUndefined();
  expect(budgetNote(chain("desk", [mails]), [1, 2], 1)).toContain(`its 2 items may take ${2 * each}`);
});

it("reckons a map without maxItems for its list, too", () => {
  expect(budgetNote(map("all", read), [1, 2], 1)).toContain(`its 2 items may take ${2 * each}`);
  expect(budgetNote(map("all", read), null, 1)).toBeUndefined();
});

it("says that maxItems was reckoned with where the length of the list is not known", () => {
  expect(budgetNote(mails, null, 3)).toBe(
    "a budget of 3 steps may end mails early: at worst, with every retry and with maps as long as maxItems allows, it " +
      `may take ${100 * each}`,
  );
});

it("knows the plan's own budget, too", () => {
  expect(budgetNote(mails.budgeted({ steps: 2 }), [1, 2, 3], undefined)).toContain("a budget of 2 steps may end mails");
});
