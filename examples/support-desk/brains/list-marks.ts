import type { Mail } from "../schemas.ts";

/**
 * A mail without what its mailing list added: the tag in the subject (`[ILUG]`), footers and sponsors' notes, also
 * quoted ones. They name the list, and a router that sees them would read the answer off the envelope.
 */
export function withoutListMarks(mail: Mail): Mail {
  return { ...mail, subject: withoutTag(mail.subject), body: withoutFooters(mail.body) };
}

/** A subject without `[tags]` and without any number of `Re:`, `Fwd:` and their kin. */
export function withoutTag(subject: string): string {
  return subject
    .replace(/\[[^[\]]{1,40}\]/g, " ")
    .replace(/^(?:\s*(?:re|fwd?|aw|sv|antwort)(?:\[\d+\])?\s*:)+/i, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A body without list footers and sponsors' notes; what else is in it keeps its order and line breaks. */
export function withoutFooters(body: string): string {
  const kept: string[] = [];
  let footerLinesLeft = 0;
  for (const line of body.split("\n")) {
    const bare = line.replace(/^[>|\s]+/, "");
    if (FOOTER_STARTS.test(bare)) footerLinesLeft = FOOTER_LINES_MAX;
    else if (footerLinesLeft > 0 && (bare === "" || FOOTER_ENDS.test(bare))) footerLinesLeft = 0;
    if (footerLinesLeft > 0) footerLinesLeft -= 1;
    else if (!NAMES_A_LIST.test(bare)) kept.push(line);
  }
  return kept.join("\n").trim();
}

/** The longest footer of the corpus; whatever follows is text again. */
const FOOTER_LINES_MAX = 8;

/** Mailman's rule of underscores, and the line with which SourceForge begins its advertisements. */
const FOOTER_STARTS = /(?<!_)_{30,}$|^this (?:sf\.net|thinkgeek)|^sponsored by/i;

const FOOTER_ENDS = /^[-*=]{2,}/;

const NAMES_A_LIST =
  /mailing list\b|listinfo|list maintainer|listmaster|users' group:|\(un\)subscri|to unsubscribe|unsubscribe:|^this sf\.net|sourceforge|^-{40,}$|^in remembrance$|osdn\.com|thinkgeek/i;
