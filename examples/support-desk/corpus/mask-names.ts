/** At most this many names are looked for in one mail. */
export const NAMES_MAX = 100;

/**
 * Replaces the given names, whole words only, and everybody who is quoted ("On …, Ada Lovelace wrote:"), with
 * `[name]`. Takes linear time in the text; never throws.
 */
export function maskNames(text: string, names: readonly string[]): string {
  const quoted = text.replace(ATTRIBUTION, "$1[name] wrote:");
  const known = [...names, ...namesInAttributions(text)].slice(0, NAMES_MAX);
  if (known.length === 0) return quoted;
  const longestFirst = [...new Set(known)].sort((a, b) => b.length - a.length);
  const any = longestFirst.map((name) => name.replace(/[^\p{L}\p{N}\s]/gu, "\\$&")).join("|");
  return quoted.replace(new RegExp(`(?<![\\p{L}\\d])(?:${any})(?![\\p{L}\\d])`, "g"), "[name]");
}

/**
 * The people's names in a header such as From, To or Cc: each whole name and each of its words of three letters or
 * more. Only what looks like a person counts: two to four words, none of them typical of lists and firms.
 */
export function namesIn(header: string): readonly string[] {
  const people = header.replace(/<[^<>]*>|[^\s,;]+@[^\s,;]+/g, ",").split(/[,;()]/);
  return people.flatMap((person) => namesOf(person.replace(/["']/g, " ").trim()));
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

/** The names of {@link namesIn} as {@link maskPeople} wants them: every two adjacent words of each. */
export function peopleIn(header: string): readonly string[] {
  return namesIn(header).flatMap((name) => {
    const words = name.split(" ");
    return words.slice(1).map((word, index) => `${words[index]} ${word}`);
  });
}

const PAIR = /(?<![\p{L}.'’-])(\p{L}[\p{L}.'’-]*)(?=\s(\p{L}[\p{L}'’-]*))/gu;

/** "On Thu, 22 Aug 2002, Ada Lovelace wrote:", also broken over two lines and quoted itself. */
const ATTRIBUTION =
  /^([>| \t]{0,20})(?:On\b[^\n]{0,120}\n[>| \t]{0,20})?[^\n]{0,160}\b(?:wrote|writes|said|mentioned)\b[^\n]{0,20}:[ \t]{0,9}$/gim;

const NO_NAMES: ReadonlySet<string> = new Set(
  (
    "on at the and for list lists mail mailing user users group linux irish red hat discussion talk support news info " +
    "team rpm rpms razor spam spamassassin exmh fork ilug monday tuesday wednesday thursday friday saturday sunday " +
    "mon tue wed thu fri sat sun january february march april may june july august september october november " +
    "december jan feb mar apr jun jul aug sep oct nov dec gmt utc free online business internet service services " +
    "company inc ltd new home money offer"
  ).split(" "),
);

function namesOf(person: string): readonly string[] {
  const words = person.split(/\s+/).filter((word) => /^\p{L}[\p{L}.'’-]*$/u.test(word));
  const isPerson = words.length >= 2 && words.length <= 4 && !words.some((word) => NO_NAMES.has(word.toLowerCase()));
  return isPerson ? [words.join(" "), ...words.filter((word) => word.length >= 3)] : [];
}

function namesInAttributions(text: string): readonly string[] {
  return [...text.matchAll(ATTRIBUTION)].slice(0, NAMES_MAX).flatMap(([line]) => {
    const words = line.match(/\p{Lu}[\p{L}'’-]+/gu) ?? [];
    return namesOf(words.filter((word) => !NO_NAMES.has(word.toLowerCase())).join(" "));
  });
}
