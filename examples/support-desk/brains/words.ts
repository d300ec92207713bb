import type { Mail } from "../schemas.ts";
import { withoutListMarks } from "./list-marks.ts";

/** Of a mail at most this many words are looked at; 98 % of the corpus have fewer. */
export const WORDS_MAX = 1_200;

/**
 * The words of a text in lower case and in order: a letter or a currency sign, then letters, digits, `'` or `$`, two to
 * 24 characters. Underscores never occur, so that no word is `__proto__`.
 */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(WORD)?.slice(0, WORDS_MAX) ?? [];
}

/**
 * The different words by which a mail is classified: those of the body, and those of the subject once more with a
 * mark. Without anything the mailing list added, see `withoutListMarks`.
 */
export function featuresOf(mail: Mail): ReadonlySet<string> {
  const { subject, body } = withoutListMarks(mail);
  const features = new Set(wordsOf(body));
  for (const word of wordsOf(subject)) features.add(word).add(`subject:${word}`);
  return features;
}

const WORD = /[\p{L}$£€][\p{L}\p{N}'$]{1,23}/gu;
