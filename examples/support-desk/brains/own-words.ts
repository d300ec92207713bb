import { withoutFooters } from "./list-marks.ts";

/**
 * What the sender of a mail wrote: without quoted lines, the line that introduces them, forwarded mails, signatures,
 * PGP armour and list footers. May be empty. Takes linear time.
 */
export function ownWords(body: string): string {
  const kept: string[] = [];
  for (const line of withoutFooters(body).split("\n")) {
    if (ENDS_TEXT.test(line)) break;
    if (!IS_FOREIGN.test(line)) kept.push(line);
  }
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * The sentences of a text, line breaks within them undone. A list item and a line that stands alone count as sentences
 * too. At most `max`, 200 by default.
 */
export function sentencesOf(text: string, max = 200): readonly string[] {
  const paragraphs = text.split(/\n\s*\n|\n(?=\s*(?:[-*•]|\d{1,2}[.)])\s)/);
  const sentences = paragraphs.flatMap((paragraph) => {
    return paragraph
      .replace(/\s+/g, " ")
      .trim()
      .split(/(?<=[.!?][)"']?) (?=[\p{Lu}"'(])/u);
  });
  return sentences.filter((sentence) => /\p{L}/u.test(sentence)).slice(0, max);
}

/** The sign of a signature, the head of a forwarded mail, and where PGP begins. */
const ENDS_TEXT =
  /^--\s*$|^\s*-{2,}\s*(?:original message|forwarded)|^-----BEGIN PGP SIGNATURE|^begin \d{3} \S|^_{20,}\s*$/i;

/** Quotations in all their styles: `> `, `| `, `: `, `--]`, `JM> `, and "[name] wrote:". */
const IS_FOREIGN =
  /^\s{0,8}(?:[>|}:]|--\])|^\s{0,4}(?:\w{1,4}|\[name\])>|(?:\b(?:wrote|writes|said|mentioned|schrieb)\b|\sécrit|\sscríobh).{0,20}:\s*$|^\s{0,4}Quoting .{0,120}:\s*$|^-----BEGIN PGP|^Hash: |^\s*(?:from|to|cc|sent|date):\s/i;
