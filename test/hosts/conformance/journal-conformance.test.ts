import { expect, it } from "vitest";
import { JOURNAL_RULES, journalConformance } from "../../../src/hosts/conformance/journal-conformance.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { brokenPlace } from "./broken-journal.ts";

it("hands every rule, by its name, to whatever runs tests", () => {
  const names: string[] = [];
  journalConformance(brokenPlace({}), (name) => void names.push(name));
  expect(names).toEqual(JOURNAL_RULES.map(({ name }) => name));
});

it("names every rule differently, as a sentence about a journal", () => {
  const names = JOURNAL_RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+ .*[^.]$/.test(name))).toEqual([]);
});

it("makes a place for each rule, closes what was opened there, and takes it away", async () => {
  const said: string[] = [];
  const checks: Promise<void>[] = [];
  journalConformance(
    async () => {
      const journal = memoryJournal();
      said.push("made");
      const remove = async () => void said.push(await journal.write().then(() => "removed"));
      return { journal, lapse: () => journal.lapse(), remove };
    },
    (_, check) => void checks.push(check()),
  );
  await Promise.all(checks);
  expect(said.filter((word) => word === "made")).toHaveLength(JOURNAL_RULES.length);
  expect(said.filter((word) => word === "removed")).toHaveLength(JOURNAL_RULES.length);
});

it("rejects where a rule does not hold", async () => {
  const failures: string[] = [];
  const checks: Promise<unknown>[] = [];
  journalConformance(
    brokenPlace({ writing: (writer) => ({ settle: (id, result) => writer.settle(id, result).catch(() => {}) }) }),
    (name, check) => void checks.push(check().catch(() => failures.push(name))),
  );
  await Promise.all(checks);
  expect(failures.toSorted()).toEqual([
    "gives a post one result",
    "refuses everything of a writer that was taken over, and stores nothing of it",
    "refuses everything once it is closed, and may be closed again; what was asked for before is stored",
  ]);
});
