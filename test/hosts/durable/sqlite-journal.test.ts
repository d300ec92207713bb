import { describe, expect, it } from "vitest";
import { journalConformance } from "../../../src/hosts/conformance/journal-conformance.ts";
import { sqliteJournal } from "../../../src/hosts/durable/sqlite-journal.ts";
import { makePath, meddle } from "./place.ts";

describe.each(["full", "normal"] as const)("the journal in a file, with sync %s", (sync) => {
  journalConformance(() => {
    const path = makePath();
    const lapse = () => void meddle(path, "UPDATE lease SET heartbeat = 0");
    return { journal: sqliteJournal(path, { sync }), lapse };
  }, it);
});

it("takes paths only, and says how a journal in memory is made", () => {
  for (const path of ["", " ", ":memory:", "a\0b", "file:troupe.db?mode=ro"])
    expect(() => sqliteJournal(path)).toThrow(/^BAD_OPTION: .* memoryJournal\(\) makes one in memory\.$/);
});
