import type { Journal, JournalReader, JournalWriter } from "../../../src/kernel/journal.ts";
import { memoryJournal } from "../../../src/hosts/durable/memory-journal.ts";
import { checkJournalRule } from "../../../src/hosts/conformance/journal-conformance.ts";
import type { JournalPlace, JournalRule } from "../../../src/hosts/conformance/journal-rule.ts";

/** What is broken about a journal; what is left out is good. */
export interface Breaks {
  /** About reading: of readers, and of writers too. */
  readonly reading?: (reader: JournalReader, journal: Journal) => Partial<JournalReader>;
  readonly writing?: (writer: JournalWriter, journal: Journal) => Partial<JournalWriter>;
  readonly journal?: (journal: Journal) => Partial<Journal>;
}

/** A place with a good journal that has one thing broken. */
export function brokenPlace({ reading, writing, journal: opening }: Breaks): () => JournalPlace {
  return () => {
    const good = memoryJournal();
    const journal: Journal = {
      async read() {
        const reader = await good.read();
        return { ...reader, ...reading?.(reader, good) };
      },
      async write() {
        const writer = await good.write();
        return { ...writer, ...reading?.(writer, good), ...writing?.(writer, good) };
      },
    };
    return { journal: { ...journal, ...opening?.(journal) }, lapse: () => good.lapse() };
  };
}

/** Which of these rules a journal breaks. */
export async function brokenJournalRules(
  rules: readonly JournalRule[],
  makePlace: () => JournalPlace,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const rule of rules) await checkJournalRule(rule, makePlace).catch(() => void broken.push(rule.name));
  return broken;
}
