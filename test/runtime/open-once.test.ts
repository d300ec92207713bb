import { describe, expect, it } from "vitest";
import { memoryJournal } from "../../src/hosts/durable/memory-journal.ts";
import type { JournalWriter } from "../../src/kernel/journal.ts";
import { openOnce } from "../../src/runtime/open-once.ts";

describe("a journal that is opened", () => {
  it("is there for everybody who waits for it", async () => {
    const { writer, giveUp } = openOnce(memoryJournal());
    expect((await writer).epoch).toBe(1);
    giveUp();
    expect((await writer).epoch).toBe(1);
  });

  it("fails whoever waits for it where it cannot be opened, and nobody else", async () => {
    const journal = memoryJournal();
    await journal.write();
    await expect(openOnce(journal).writer).rejects.toMatchObject({ code: "JOURNAL_BUSY" });
  });

  it("is given up after a grace, and let go where it opens later", async () => {
    const journal = memoryJournal();
    const opens = Promise.withResolvers<JournalWriter>();
    const { writer, giveUp } = openOnce({ read: () => journal.read(), write: () => opens.promise }, 1);
    giveUp();
    await expect(writer).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
    opens.resolve(await journal.write());
    await new Promise((resolve) => setImmediate(resolve));
    expect((await journal.write()).epoch).toBe(2);
  });

  it("that opens within the grace is there after all", async () => {
    const journal = memoryJournal();
    const opens = Promise.withResolvers<JournalWriter>();
    const { writer, giveUp } = openOnce({ read: () => journal.read(), write: () => opens.promise });
    giveUp();
    opens.resolve(await journal.write());
    expect((await writer).epoch).toBe(1);
  });
});
