import { hash32 } from "./random.ts";
import { at, EMPTY, filled, put, toArray, type Vector } from "./vector.ts";

/**
 * An immutable table by path that keeps the order in which paths came. A change costs the square root of its size, so
 * that folding the facts of 10,000 nodes stays quick. Use it where many states of one table are looked at.
 */
export interface PathTable<T> {
  readonly entries: Vector<readonly [path: string, value: T]>;
  /** The places of the paths that share a hash. */
  readonly buckets: Vector<readonly number[]>;
}

const BUCKETS = 4096;
const NO_PLACES: readonly number[] = [];

/** A table of nothing. */
export const EMPTY_TABLE: PathTable<never> = { entries: EMPTY, buckets: filled(BUCKETS, NO_PLACES) };

/** What the table holds for a path; undefined where it holds nothing. */
export function lookUp<T>(table: PathTable<T>, path: string): T | undefined {
  const place = placeOf(table, path);
  return place === undefined ? undefined : at(table.entries, place)?.[1];
}

/** The table with `value` for a path: in its former place, or behind all others. */
export function enter<T>(table: PathTable<T>, path: string, value: T): PathTable<T> {
  const known = placeOf(table, path);
  if (known !== undefined) return { ...table, entries: put(table.entries, known, [path, value]) };
  const bucket = bucketOf(path);
  const places = [...(at(table.buckets, bucket) ?? NO_PLACES), table.entries.length];
  return {
    entries: put(table.entries, table.entries.length, [path, value]),
    buckets: put(table.buckets, bucket, places),
  };
}

/** All values, in the order in which their paths came. */
export function valuesOf<T>(table: PathTable<T>): readonly T[] {
  return toArray(table.entries).map(([, value]) => value);
}

function placeOf<T>(table: PathTable<T>, path: string): number | undefined {
  return at(table.buckets, bucketOf(path))?.find((place) => at(table.entries, place)?.[0] === path);
}

function bucketOf(path: string): number {
  return hash32(path, 0) % BUCKETS;
}
