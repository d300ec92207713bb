import { expect, it } from "vitest";
import { journalWriterRules } from "../../../src/hosts/conformance/journal-writer-rules.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import type { JournalPlace } from "../../../src/hosts/conformance/journal-rule.ts";
import type { Journal } from "../../../src/kernel/journal.ts";
import { brokenJournalRules, brokenPlace } from "./broken-journal.ts";

/** Whoever comes takes over, as though every writer were dead. */
function lawless(): JournalPlace {
  const good = memoryJournal();
  const write = () => {
    good.lapse();
    return good.write();
  };
  return { journal: { read: () => good.read(), write }, lapse: () => {} };
}

/** Nobody looks at the epoch: what a writer asks for is done by whoever is the writer now. */
function ignoringTheEpoch(): JournalPlace {
  const good = memoryJournal();
  const all: Awaited<ReturnType<Journal["write"]>>[] = [];
  async function write() {
    const own = await good.write();
    all.push(own);
    const now = () => all.at(-1) ?? own;
    return { ...own, append: (append: Parameters<typeof own.append>[0]) => now().append(append) };
  }
  return { journal: { read: () => good.read(), write }, lapse: () => good.lapse() };
}

it("finds nothing wrong with a journal that is whole", async () => {
  expect(await brokenJournalRules(journalWriterRules, brokenPlace({}))).toEqual([]);
});

it.each<[string, string, () => JournalPlace]>([
  ["lets anybody write", "has one writer, and says to another one who it is and since when", lawless],
  ["lets anybody write at once", "makes one writer of several who come at once", lawless],
  [
    "ignores the epoch",
    "refuses everything of a writer that was taken over, and stores nothing of it",
    ignoringTheEpoch,
  ],
  [
    "ignores the epoch of what was asked for before",
    "stores nothing that a writer asked for before it was taken over, unless it says so",
    brokenPlace({ writing: (writer) => ({ append: (append) => writer.append(append).catch(() => {}) }) }),
  ],
  [
    "gives every writer the same epoch",
    "is free again when its writer closes, and gives each writer a greater epoch",
    brokenPlace({ writing: () => ({ epoch: 1 }) }),
  ],
  [
    "can never be taken over",
    "is taken over where its writer gives no sign of life, with all that is stored",
    () => ({ ...brokenPlace({})(), lapse: () => {} }),
  ],
  [
    "is freed by a writer that it does not belong to any more",
    "stays with the one who took over when the other one closes",
    () => {
      const good = memoryJournal();
      async function write() {
        const writer = await good.write();
        return { ...writer, close: async () => good.lapse() };
      }
      return { journal: { read: () => good.read(), write }, lapse: () => good.lapse() };
    },
  ],
])("finds a journal that %s", async (_, rule, makePlace) => {
  expect(await brokenJournalRules(journalWriterRules, makePlace)).toContain(rule);
});
