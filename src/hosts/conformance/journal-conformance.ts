import type { Journal, JournalReader } from "../../kernel/journal.ts";
import { journalAppendRules } from "./journal-append-rules.ts";
import { journalPostRules } from "./journal-post-rules.ts";
import { journalReadRules } from "./journal-read-rules.ts";
import type { JournalPlace, JournalRule } from "./journal-rule.ts";
import { journalWriterRules } from "./journal-writer-rules.ts";

/** What a journal is, whoever writes it, and wherever it stores: all that a runtime may rely on. */
export const JOURNAL_RULES: readonly JournalRule[] = [
  ...journalAppendRules,
  ...journalReadRules,
  ...journalPostRules,
  ...journalWriterRules,
];

/**
 * Runs every rule on a journal, each in an empty place of its own, with whatever runs your tests:
 * `journalConformance(() => place, it)` under Vitest, `journalConformance(() => place, test)` under `node:test`. A broken
 * rule throws an AssertionError. All readers and writers are closed before the place is removed.
 */
export function journalConformance(
  makePlace: () => JournalPlace | Promise<JournalPlace>,
  test: (name: string, check: () => Promise<void>) => void,
): void {
  for (const rule of JOURNAL_RULES) test(rule.name, () => checkJournalRule(rule, makePlace));
}

/** Checks one rule in a place of its own. */
export async function checkJournalRule(
  rule: JournalRule,
  makePlace: () => JournalPlace | Promise<JournalPlace>,
): Promise<void> {
  const place = await makePlace();
  const { journal, closeAll } = watched(place.journal);
  try {
    await rule.check({ journal, lapse: () => place.lapse() });
  } finally {
    await closeAll();
    await place.remove?.();
  }
}

/** Rules open what they need, and close it only where that is what they are about. */
function watched(journal: Journal): { journal: Journal; closeAll(): Promise<void> } {
  const opened: JournalReader[] = [];

  async function keep<R extends JournalReader>(opening: Promise<R>): Promise<R> {
    const one = await opening;
    opened.push(one);
    return one;
  }

  return {
    journal: { read: () => keep(journal.read()), write: () => keep(journal.write()) },
    async closeAll() {
      await Promise.allSettled(opened.map((one) => one.close()));
    },
  };
}
