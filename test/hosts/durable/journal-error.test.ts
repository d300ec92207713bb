import { expect, it } from "vitest";
import { busy, closed, conflict, corrupt, locked, takenOver } from "../../../src/hosts/durable/journal-error.ts";

const holder = { pid: 7, host: "web-1", since: 0 };

it("says who holds a journal, since when, and until when", () => {
  expect(busy("j.db", { ...holder, freeAt: 15_000 }).message).toBe(
    "JOURNAL_BUSY: The journal j.db is held by process 7 on web-1, since 1970-01-01T00:00:00.000Z. Close the runtime there, or give this one another journal. If that process hangs, the journal is free at 1970-01-01T00:00:15.000Z.",
  );
  expect(busy("j.db", { ...holder, freeAt: undefined }).message).not.toContain("hangs");
  expect(takenOver("j.db", 3, holder).facts).toEqual({ journal: "j.db", epoch: 3, by: holder });
  expect(takenOver("j.db", 3, undefined).message).toContain("taken over by another writer");
});

it("carries a code and the facts of each", () => {
  const facts = { runId: "a", seq: 1 };
  expect([
    locked("j.db", 5),
    closed("j.db"),
    conflict("j.db", "It is so.", facts),
    corrupt("j.db", "so", facts),
  ]).toMatchObject([
    { code: "JOURNAL_BUSY", facts: { journal: "j.db", waitedMs: 5 } },
    { code: "JOURNAL_CLOSED", facts: { journal: "j.db" } },
    { code: "JOURNAL_CONFLICT", facts: { journal: "j.db", ...facts } },
    { code: "JOURNAL_CORRUPT", facts: { journal: "j.db", ...facts } },
  ]);
});
