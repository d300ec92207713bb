import { expect, it } from "vitest";
import { excerpt } from "../../../../examples/support-desk/desk/excerpt.ts";

it("keeps a short text, on one line", () => {
  expect(excerpt("My disk\n\tis  full ")).toBe("My disk is full");
});

it("cuts a long text, and shows that it did", () => {
  expect(excerpt("word ".repeat(100))).toHaveLength(200);
  expect(excerpt("free money now", 6)).toBe("free…");
});

it("shows no address and moves no cursor", () => {
  expect(excerpt("write to ada@example.com\u001b[2J now")).toBe("write to [address] [2J now");
});
