import { expect, it } from "vitest";
import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import { acceptJournal } from "../../src/runtime/accept-journal.ts";

it("takes what reads and writes", () => {
  const journal = memoryJournal();
  expect(acceptJournal(journal)).toBe(journal);
});

it.each([[7], [null], [{}], [{ read: () => {} }], [{ read: 1, write: () => {} }], [[]]])("refuses %j", (journal) => {
  expect(() => acceptJournal(journal)).toThrow(
    expect.objectContaining({ code: "BAD_OPTION", message: expect.stringContaining("journal of createRuntime() is ") }),
  );
});
