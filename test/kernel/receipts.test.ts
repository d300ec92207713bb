import { describe, expect, it } from "vitest";
import { createReceipts } from "../../src/kernel/receipts.ts";

const ACCEPTED = { accepted: true };
const LATE = { accepted: false, why: "too late" };

describe("a receipt", () => {
  it("lets the one who answered hear what became of it, once", async () => {
    const receipts = createReceipts();
    const { receipt, heard } = receipts.open("a!1");
    receipts.settle(receipt, ACCEPTED);
    receipts.settle(receipt, LATE);
    expect(await heard).toBe(ACCEPTED);
    expect(receipts.isOpen(receipt)).toBe(false);
  });

  it("has a number of its own, also after others were settled", () => {
    const receipts = createReceipts();
    const first = receipts.open("a!1");
    receipts.settle(first.receipt, ACCEPTED);
    expect(receipts.open("a!1").receipt).not.toBe(first.receipt);
  });

  it("that nobody gave is nobody's", () => {
    const receipts = createReceipts();
    expect(() => receipts.settle(undefined, LATE)).not.toThrow();
    expect(() => receipts.settle(7, LATE)).not.toThrow();
  });
});

it("tells all who wait for a question, and leaves the others waiting", async () => {
  const receipts = createReceipts();
  const [one, two, other] = [receipts.open("a!1"), receipts.open("a!1"), receipts.open("b!1")];
  receipts.settleAll((question) => (question === "a!1" ? LATE : undefined));
  expect(await Promise.all([one.heard, two.heard])).toEqual([LATE, LATE]);
  expect(receipts.isOpen(other.receipt)).toBe(true);
});
