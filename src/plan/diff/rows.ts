/** What two lists have in common, and what only one of them has. Places count from 0. */
export interface Rows<T> {
  readonly pairs: readonly Pair<T>[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** The same in both lists. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
  readonly from: number;
  readonly to: number;
  /** Whether it stands elsewhere among those that both lists have. */
  readonly isMoved: boolean;
}

/** How items are known: by their keys, each once in a list; and, where the key is another, by being alike. */
export interface Known<T> {
  keyOf(item: T): string;
  /** The same text for items that are the same but for their key. */
  likenessOf(item: T): string;
}

/** How many may stand elsewhere for it to be sought which of them really moved. */
const SOUGHT_MAX = 1_000;

/**
 * Compares two lists. As few items as possible are said to have moved; and comparing them the other way around says the
 * same the other way around.
 */
export function compareRows<T>(before: readonly T[], after: readonly T[], known: Known<T>): Rows<T> {
  const places = pairedPlaces(before, after, known);
  const moved = movedAmong(places);
  const paired = { from: new Set(places.map(({ from }) => from)), to: new Set(places.map(({ to }) => to)) };
  return {
    pairs: places.flatMap(({ from, to }, at) =>
      [before[from]].flatMap((one) =>
        [after[to]].flatMap((other) =>
          one === undefined || other === undefined
            ? []
            : [{ before: one, after: other, from, to, isMoved: moved.has(at) }],
        ),
      ),
    ),
    removed: before.filter((_, at) => !paired.from.has(at)),
    added: after.filter((_, at) => !paired.to.has(at)),
  };
}

interface Places {
  readonly from: number;
  readonly to: number;
  /** The same whichever list is the first. */
  readonly name: string;
}

function pairedPlaces<T>(
  before: readonly T[],
  after: readonly T[],
  { keyOf, likenessOf }: Known<T>,
): readonly Places[] {
  const keys = { before: before.map(keyOf), after: after.map(keyOf) };
  const byKey = new Map(keys.after.map((key, to) => [key, to]));
  const sameKey = keys.before.flatMap((name, from) => {
    const to = byKey.get(name);
    return to === undefined ? [] : [{ from, to, name }];
  });
  const taken = new Set(sameKey.map(({ to }) => to));
  const free = new Map<string, number[]>();
  for (const [to, item] of after.entries())
    if (!taken.has(to)) free.set(likenessOf(item), [...(free.get(likenessOf(item)) ?? []), to]);
  const kept = new Set(keys.after);
  const renamed = before.flatMap((item, from) => {
    const name = keys.before[from] ?? "";
    const to = kept.has(name) ? undefined : free.get(likenessOf(item))?.shift();
    return to === undefined ? [] : [{ from, to, name: [name, keys.after[to] ?? ""].toSorted().join("/") }];
  });
  return [...sameKey, ...renamed].toSorted((a, b) => a.from - b.from);
}

/** All but the longest row that is in order in both lists; of several such rows, the one whose names come first. */
function movedAmong(places: readonly Places[]): ReadonlySet<number> {
  const order = places.map(({ to }) => to).toSorted((a, b) => a - b);
  const away = places.flatMap(({ to }, at) => (order[at] === to ? [] : [at]));
  const [first = 0, last = -1] = [away[0], away.at(-1)];
  const middle = places.slice(first, last + 1);
  if (middle.length > SOUGHT_MAX) return new Set(away);
  const steady = new Set(longestInOrder(middle).map((at) => at + first));
  return new Set([...middle.keys()].map((at) => at + first).filter((at) => !steady.has(at)));
}

function longestInOrder(places: readonly Places[]): readonly number[] {
  const lengths = places.map(() => 1);
  for (let at = places.length - 1; at >= 0; at--)
    for (let next = at + 1; next < places.length; next++)
      if ((places[next]?.to ?? 0) > (places[at]?.to ?? 0))
        lengths[at] = Math.max(lengths[at] ?? 1, 1 + (lengths[next] ?? 0));
  const row: number[] = [];
  for (let left = Math.max(0, ...lengths); left > 0; left--) {
    const last = row.at(-1);
    const [next] = [...places.keys()]
      .filter((at) => lengths[at] === left && (last === undefined || follows(places, last, at)))
      .toSorted((a, b) => ((places[a]?.name ?? "") < (places[b]?.name ?? "") ? -1 : 1));
    if (next !== undefined) row.push(next);
  }
  return row;
}

function follows(places: readonly Places[], last: number, at: number): boolean {
  return at > last && (places[at]?.to ?? 0) > (places[last]?.to ?? 0);
}
