/**
 * How angry or friendly a text sounds, from -1 to 1; 0 for what says nothing. Words of a small lexicon are added up, a
 * negation before a word turns it around and weakens it, an adverb strengthens it, shouting counts as anger.
 *
 * Source of the shape (not of the words): VADER, Hutto and Gilbert, 2014; the sum is normalised by its square.
 */
export function toneOf(text: string): number {
  const words = text.match(/[\p{L}']+/gu)?.slice(0, WORDS_MAX) ?? [];
  const lower = words.map((word) => word.toLowerCase());
  let sum = 0;
  for (const [index, word] of lower.entries()) {
    sum += (LEXICON.get(word) ?? 0) * factorOf(lower.slice(Math.max(0, index - 3), index));
  }
  sum -= shouting(words) + Math.min(2, (text.match(/[!?]{3,}/g)?.length ?? 0) * 0.5);
  return Math.round((sum / Math.sqrt(sum * sum + EVENNESS)) * 100) / 100;
}

const WORDS_MAX = 600;

/** The larger, the more it takes to come near -1 or 1. */
const EVENNESS = 15;

const LEXICON: ReadonlyMap<string, number> = new Map([
  ...weigh(3, "excellent brilliant fantastic wonderful love delighted superb"),
  ...weigh(2, "thanks thank thankyou great grateful appreciate appreciated perfect helpful kind glad happy awesome"),
  ...weigh(1, "good nice please cheers welcome pleased useful enjoy hope fine cool lovely regards works worked solved"),
  ...weigh(
    -1,
    "bad problem problems wrong fail fails failed annoying sorry slow confusing confused stuck unfortunately",
  ),
  ...weigh(
    -2,
    "broken angry awful annoyed unacceptable disappointed disappointing refuse complaint rubbish wasted crap",
  ),
  ...weigh(
    -2,
    "frustrated frustrating ridiculous stupid incompetent hate damn nonsense garbage sucks idiot idiots lousy",
  ),
  ...weigh(
    -3,
    "furious outrageous disgusting disgrace disgraceful terrible horrible useless worst bullshit fuck fucking",
  ),
]);

const NEGATIONS: ReadonlySet<string> = new Set(
  "not no never none without cannot can't don't doesn't didn't won't isn't wasn't aren't hardly".split(" "),
);

const STRONG: ReadonlySet<string> = new Set(
  "very really so extremely absolutely totally completely utterly".split(" "),
);

function weigh(weight: number, words: string): readonly (readonly [string, number])[] {
  return words.split(" ").map((word) => [word, weight]);
}

function factorOf(before: readonly string[]): number {
  const negation = before.some((word) => NEGATIONS.has(word)) ? -0.7 : 1;
  return before.some((word) => STRONG.has(word)) ? negation * 1.4 : negation;
}

/** From 0 to 2: how much of a text of ten words or more is in capitals, beyond what acronyms explain. */
function shouting(words: readonly string[]): number {
  const long = words.filter((word) => word.length >= 4);
  const loud = long.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  return words.length >= 10 && loud.length > long.length * 0.4 ? 2 : 0;
}
