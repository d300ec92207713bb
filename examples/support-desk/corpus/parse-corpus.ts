import type { CorpusMail, Label } from "./corpus-mail.ts";
import { parseMail, sendersOf } from "./mail-parser.ts";
import type { TarEntry } from "./tar-reader.ts";

/**
 * The mails among the files of the package, in the order of their ids. Goes over them twice: first it learns who wrote any of
 * them, then it parses and masks these people everywhere. An id is directory and number, for example
 * `easy-ham-1/00042`.
 */
export function parseCorpus(entries: Iterable<TarEntry>): readonly CorpusMail[] {
  const files = [...entries].flatMap((entry) => {
    const found = MAIL_FILE.exec(entry.name);
    return found === null ? [] : [{ bytes: entry.bytes, id: `${found[1]}/${found[2]}` }];
  });
  const people = new Set(files.flatMap(({ bytes }) => sendersOf(bytes)));
  const inOrder = files.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.map(({ bytes, id }) => parseMail(bytes, { id, label: labelOf(id), people }));
}

/** Each mail lies in the package twice; the `.txt` holds its bytes, the `.json` a lossy copy. */
const MAIL_FILE = /^package\/data\/((?:easy-ham|hard-ham|spam)-\d)\/(\d{5})\.[0-9a-f]{32}\.txt$/;

function labelOf(id: string): Label {
  return id.startsWith("spam") ? "spam" : "ham";
}
