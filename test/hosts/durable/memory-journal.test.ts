import { describe, expect, it } from "vitest";
import { beginning, sampleRow } from "../../../src/hosts/conformance/journal-samples.ts";
import { journalConformance } from "../../../src/hosts/conformance/journal-conformance.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";

describe("the journal in memory", () => {
  journalConformance(() => {
    const journal = memoryJournal();
    return { journal, lapse: () => journal.lapse() };
  }, it);

  it("can be read before anything was written", async () => {
    const reader = await memoryJournal().read();
    expect(await reader.runs()).toEqual([]);
  });

  it("keeps what it was given, whatever is done to that afterwards", async () => {
    const writer = await memoryJournal().write();
    const append = { ...beginning("a", 1) };
    await writer.append(append);
    Object.assign(append.begins ?? {}, { plan: "other" });
    Object.assign(append.rows[0] ?? {}, { text: "other" });
    expect(await writer.run("a")).toMatchObject({ plan: "support" });
    expect(await writer.read("a")).toEqual([sampleRow("a", 0)]);
  });

  it("lapses for nobody where nobody writes", async () => {
    const journal = memoryJournal();
    journal.lapse();
    expect((await journal.write()).epoch).toBe(1);
  });
});
