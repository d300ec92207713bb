import { expect, it } from "vitest";
import { sqliteJournal } from "../../../src/hosts/durable/sqlite-journal.ts";
import { acceptOptions } from "../../../src/hosts/durable/sqlite-options.ts";

it("waits for the disk, and gives a lease of 15 seconds and all of the disk, unless told otherwise", () => {
  expect(acceptOptions({})).toEqual({ sync: "full", leaseMs: 15_000, sizeBytesMax: Number.MAX_SAFE_INTEGER });
  const chosen = { sync: "normal", leaseMs: 100, sizeBytesMax: 65_536 } as const;
  expect(acceptOptions(chosen)).toEqual(chosen);
});

it.each([
  ["an option that does not exist", { synk: "full" }, 'sqliteJournal() has no option "synk". Did you mean "sync"?'],
  ["another word", { sync: "off" }, 'sync of sqliteJournal() is "off". Say "full" or "normal".'],
  ["a lease that is too short", { leaseMs: 99 }, "leaseMs of sqliteJournal() is 99."],
  ["a lease that no timer can wait for", { leaseMs: 1e12 }, "leaseMs of sqliteJournal() is 1000000000000."],
  ["a file that is too small", { sizeBytesMax: 10 }, "sizeBytesMax of sqliteJournal() is 10."],
])("refuses %s, when the journal is named", (_, options, message) => {
  const given = {};
  Object.assign(given, options);
  expect(() => sqliteJournal("j.db", given)).toThrow(message);
});
