/** At most this many names are looked for in one mail. */
const NAMES_MAX = 100;

/**
 * Replaces the given words, as they are given and never a part of a longer word, and everybody who is quoted ("On …,
 * Ada Lovelace wrote:") with `[name]`; several in a row become one. Takes linear time; never throws.
 */
export function maskNames(text: string, names: readonly string[]): string {
  const quoted = text.replace(ATTRIBUTION, "$1[name] wrote:");
  const known = new Set([...names, ...namesInAttributions(text)].slice(0, NAMES_MAX));
  if (known.size === 0) return quoted;
  return quoted.replace(WORD, (word) => (known.has(word) ? "[name]" : word)).replace(IN_A_ROW, "[name]");
}

/**
 * The words of people's names in a header such as From, To or Cc, those of three letters or more. Only what looks like
 * a person counts: two to four words, none of them typical of lists and firms.
 */
export function namesIn(header: string): readonly string[] {
  return peopleOf(header).flatMap(wordsToMask);
}

/**
 * Replaces every name that is in `people`, a set of adjacent pairs of words such as `Ada Lovelace`. For the many who
 * are spoken of in mails that they neither sent nor received. Takes linear time; never throws.
 */
export function maskPeople(text: string, people: ReadonlySet<string>): string {
  if (people.size === 0) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const match of text.matchAll(PAIR)) {
    const [first = "", second = ""] = match.slice(1);
    if (match.index < done || !people.has(`${first} ${second}`)) continue;
    pieces.push(text.slice(done, match.index), "[name]");
    done = match.index + first.length + 1 + second.length;
  }
  return [...pieces, text.slice(done)].join("");
}

/** The names in a header as {@link maskPeople} wants them: every two adjacent words of each. */
export function peopleIn(header: string): readonly string[] {
  return peopleOf(header).flatMap((words) => words.slice(1).map((word, index) => `${words[index]} ${word}`));
}

const WORD = /(?<![\p{L}\d])\p{L}{3,40}(?![\p{L}\d])/gu;
const IN_A_ROW = /\[name\](?:[ .'’-]{1,3}\[name\])+/g;
const PAIR = /(?<![\p{L}.'’-])(\p{L}[\p{L}.'’-]*)(?=\s(\p{L}[\p{L}'’-]*))/gu;

/** "On Thu, 22 Aug 2002, Ada Lovelace wrote:", also broken over two lines and quoted itself. */
const ATTRIBUTION =
  /^([>| \t]{0,20})(?:On\b[^\n]{0,120}\n[>| \t]{0,20})?[^\n]{0,160}(?:\b(?:wrote|writes|said|mentioned|schrieb)\b|\sécrit|\bQuoting\b[^\n]{3,80})[^\n]{0,40}:[ \t]{0,9}$/gim;

const NO_NAMES: ReadonlySet<string> = new Set(
  (
    "on at the and for list lists mail mailing user users group linux irish red hat discussion talk support news info " +
    "team rpm rpms razor spam spamassassin exmh fork ilug monday tuesday wednesday thursday friday saturday sunday " +
    "mon tue wed thu fri sat sun january february march april may june july august september october november " +
    "december jan feb mar apr jun jul aug sep oct nov dec gmt utc free online business internet service services " +
    "company inc ltd new home money offer"
  ).split(" "),
);

/** Each person as the words of the name. */
function peopleOf(header: string): readonly (readonly string[])[] {
  const people = header.replace(/<[^<>]*>|[^\s,;]{1,256}@[^\s,;]+/g, ",").split(/[,;()]/);
  return people.map((person) => person.replace(/["']/g, " ").trim().split(/\s+/)).flatMap(asPerson);
}

function asPerson(candidates: readonly string[]): readonly (readonly string[])[] {
  const words = candidates.filter((word) => /^\p{L}[\p{L}.'’-]*$/u.test(word));
  const isPerson = words.length >= 2 && words.length <= 4 && !words.some((word) => NO_NAMES.has(word.toLowerCase()));
  return isPerson ? [words] : [];
}

/** O'Brien is looked for as Brien: short parts would take too much with them. */
function wordsToMask(person: readonly string[]): readonly string[] {
  return person.flatMap((word) => word.match(/\p{L}{3,}/gu) ?? []);
}

function namesInAttributions(text: string): readonly string[] {
  return [...text.matchAll(ATTRIBUTION)].slice(0, NAMES_MAX).flatMap(([line]) => {
    const words = line.match(/\p{Lu}[\p{L}'’-]+/gu) ?? [];
    return asPerson(words.filter((word) => !NO_NAMES.has(word.toLowerCase()))).flatMap(wordsToMask);
  });
}
