/**
 * An index over texts for ranking them against a query, as plain data. `postings[word].hits` are pairs of numbers, the
 * position of a text and how often the word stands in it.
 */
export type TextIndex = {
  readonly lengths: readonly number[];
  readonly averageLength: number;
  readonly postings: Readonly<Record<string, Posting>>;
};

/** In which texts a word stands, and how rare it is in the whole collection. */
type Posting = { readonly rarity: number; readonly hits: readonly number[] };

/** A text by its position in the index, with its score; above 0, without an upper bound. */
export type TextHit = { readonly position: number; readonly score: number };

/** What is known of a whole collection of which a shard indexes a part; with it the scores of shards are comparable. */
export type Collection = {
  readonly texts: number;
  readonly averageLength: number;
  readonly textsWith: ReadonlyMap<string, number>;
};

/** Counts a collection of texts, each given as its words. */
export function countCollection(texts: readonly (readonly string[])[]): Collection {
  const textsWith = new Map<string, number>();
  for (const words of texts) {
    for (const word of new Set(words)) textsWith.set(word, (textsWith.get(word) ?? 0) + 1);
  }
  const total = texts.reduce((sum, words) => sum + words.length, 0);
  return { texts: texts.length, averageLength: total / Math.max(1, texts.length), textsWith };
}

/** Indexes texts, a whole collection or a shard of it. */
export function indexTexts(texts: readonly (readonly string[])[], collection: Collection): TextIndex {
  const postings = new Map<string, { readonly rarity: number; readonly hits: number[] }>();
  for (const [position, words] of texts.entries()) {
    for (const [word, count] of countWords(words)) {
      const posting = postings.get(word) ?? { rarity: rarityOf(word, collection), hits: [] };
      posting.hits.push(position, count);
      postings.set(word, posting);
    }
  }
  const lengths = texts.map((words) => words.length);
  return { lengths, averageLength: collection.averageLength, postings: Object.fromEntries(postings) };
}

/**
 * The texts that share a word with the query, best first; of equal ones the earlier first. Each word of the query
 * counts once.
 *
 * Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; k1 1.2, b 0.75.
 */
export function rankTexts(index: TextIndex, query: readonly string[]): readonly TextHit[] {
  const scores = new Map<number, number>();
  for (const word of new Set(query)) {
    const posting = Object.hasOwn(index.postings, word) ? index.postings[word] : undefined;
    if (posting === undefined) continue;
    for (let at = 0; at < posting.hits.length; at += 2) {
      const position = posting.hits[at] ?? 0;
      const count = posting.hits[at + 1] ?? 0;
      const length = (index.lengths[position] ?? 0) / index.averageLength;
      const weight = (count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      scores.set(position, (scores.get(position) ?? 0) + posting.rarity * weight);
    }
  }
  const hits = [...scores].map(([position, score]) => ({ position, score }));
  return hits.toSorted((a, b) => b.score - a.score || a.position - b.position);
}

const K1 = 1.2;
const B = 0.75;

/** The form that stays above 0 for words that are in most texts (Lucene). */
function rarityOf(word: string, { texts, textsWith }: Collection): number {
  const found = textsWith.get(word) ?? 0;
  return Math.log(1 + (texts - found + 0.5) / (found + 0.5));
}

function countWords(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
