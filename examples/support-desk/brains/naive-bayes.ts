/**
 * What naive Bayes has learnt, as plain data. `weights[word][k]` is the logarithm of the probability that a text of
 * class k contains the word; `absent[k]` is that of a word never seen, `prior[k]` that of the class itself.
 */
export type BayesModel = {
  readonly classes: readonly string[];
  readonly prior: readonly number[];
  readonly absent: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
};

/** A text as the set of its words, with the class to which it belongs. */
export type BayesExample = { readonly features: ReadonlySet<string>; readonly className: string };

/** Words that occur in fewer texts than this are not learnt. */
export const EXAMPLES_PER_WORD_MIN = 2;

/**
 * Learns multinomial naive Bayes over sets of words with add-one smoothing. Classes keep their given order; examples
 * of other classes are not used.
 *
 * Source: Manning, Raghavan, Schütze, "Introduction to Information Retrieval", chapter 13.
 */
export function trainBayes(classes: readonly string[], examples: readonly BayesExample[]): BayesModel {
  const counts = new Map<string, number[]>();
  const texts = classes.map(() => 0);
  const words = classes.map(() => 0);
  for (const { features, className } of examples) {
    const k = classes.indexOf(className);
    if (k === -1) continue;
    texts[k] = (texts[k] ?? 0) + 1;
    words[k] = (words[k] ?? 0) + features.size;
    for (const word of features) {
      const ofWord = counts.get(word) ?? classes.map(() => 0);
      ofWord[k] = (ofWord[k] ?? 0) + 1;
      counts.set(word, ofWord);
    }
  }
  const totals = words.map((total) => Math.log(total + counts.size + 1));
  const learnt = [...counts].filter(([, ofWord]) => sum(ofWord) >= EXAMPLES_PER_WORD_MIN);
  const weights = learnt.map(([word, ofWord]) => {
    return [word, ofWord.map((count, k) => round(Math.log(count + 1) - (totals[k] ?? 0)))] as const;
  });
  return {
    classes,
    prior: texts.map((count) => round(Math.log((count + 1) / (sum(texts) + classes.length)))),
    absent: totals.map((total) => round(-total)),
    weights: Object.fromEntries(weights),
  };
}

/** The probability of each class for a text, in the order of `classes`; they add up to 1. Unknown words say nothing. */
export function classify(model: BayesModel, features: ReadonlySet<string>): readonly number[] {
  const scores = [...model.prior];
  for (const word of features) {
    const weights = weightsOf(model, word);
    for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] ?? 0) + (weights?.[k] ?? 0);
  }
  return softmax(scores);
}

/** The weights of a word for each class, or undefined for a word that was not learnt. */
export function weightsOf(model: BayesModel, word: string): readonly number[] | undefined {
  return Object.hasOwn(model.weights, word) ? model.weights[word] : undefined;
}

function softmax(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  return powers.map((power) => power / sum(powers));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Four decimals are enough, and a stored model is half as large. */
function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
