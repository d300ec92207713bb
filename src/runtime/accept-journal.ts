import type { Journal } from "../kernel/journal.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";

/** Holds what is given as a journal against the little that can be seen of one: the rest is its conformance suite's. */
export function acceptJournal(journal: unknown): Journal {
  if (isJournal(journal)) return journal;
  throw new TroupeError("BAD_OPTION", {
    what: `journal of createRuntime() is ${shown(journal)}.`,
    remedy:
      'Give the path of a file, as in createRuntime({ journal: "./troupe.db" }), ":memory:", or an object with read() and write() that passes journalConformance of troupe/testing.',
    facts: { where: "createRuntime()", option: "journal" },
  });
}

function isJournal(journal: unknown): journal is Journal {
  if (typeof journal !== "object" || journal === null) return false;
  return [Reflect.get(journal, "read"), Reflect.get(journal, "write")].every((it) => typeof it === "function");
}
