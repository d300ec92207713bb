/** One part to learn from and one, never seen in training, to measure on. */
export type Split<T> = { readonly training: readonly T[]; readonly heldOut: readonly T[] };

/** How to cut: the share that goes to training, 0.7 by default, and the seed of the shuffle, 42 by default. */
export type SplitOptions = { readonly trainingShare?: number; readonly seed?: number };

/** Shuffles with a seed and cuts. The same items in the same order with the same seed give the same parts. */
export function split<T>(items: readonly T[], options: SplitOptions = {}): Split<T> {
  const { trainingShare = 0.7, seed = 42 } = options;
  const shuffled = shuffle(items, seed);
  const cut = Math.floor(shuffled.length * trainingShare);
  return { training: shuffled.slice(0, cut), heldOut: shuffled.slice(cut) };
}

/** The items in an order that only the seed decides (Fisher-Yates). */
export function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  const draw = mulberry32(seed);
  const keyed = items.map((item) => ({ item, key: draw() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

/** A small generator of numbers from 0 to 1 with 32 bits of state. Source: Tommy Ettinger's Mulberry32, public domain. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
