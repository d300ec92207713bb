import { expect, it } from "vitest";
import { beginning, refused, sampleRows, sampleRun, storedOf } from "../../../src/hosts/conformance/journal-samples.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { TroupeError } from "../../../src/model/troupe-error.ts";

const trouble = new TroupeError("JOURNAL_FULL", { what: "x", remedy: "y" });

it("gives the error that something is refused with", async () => {
  expect(await refused(Promise.reject(trouble), "JOURNAL_FULL")).toBe(trouble);
});

it("fails where it is refused with another code, or with no code, or taken", async () => {
  await expect(refused(Promise.reject(trouble), "JOURNAL_BUSY")).rejects.toThrow("JOURNAL_FULL");
  await expect(refused(Promise.reject(new Error("no code")), "JOURNAL_BUSY")).rejects.toThrow("no code");
  await expect(refused(Promise.resolve(), "JOURNAL_BUSY")).rejects.toThrow("it was taken");
});

it("tells all that a journal has of a run", async () => {
  const writer = await memoryJournal().write();
  await writer.append(beginning("a", 2));
  expect(await storedOf(writer, "a")).toEqual({ run: sampleRun("a"), rows: sampleRows("a", 2) });
  expect(await storedOf(writer, "b")).toEqual({ rows: [] });
});
