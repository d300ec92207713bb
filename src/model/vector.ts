/**
 * An immutable list whose change costs the square root of its length, not its length: a fan-out of 10,000 is 10,000
 * changes, and copying the whole list each time would make it quadratic.
 */
export interface Vector<T> {
  readonly length: number;
  readonly chunks: readonly (readonly T[])[];
}

const CHUNK = 128;

export const EMPTY: Vector<never> = { length: 0, chunks: [] };

/** A vector of `length` equal values. */
export function filled<T>(length: number, value: T): Vector<T> {
  const chunks: T[][] = [];
  for (let start = 0; start < length; start += CHUNK) {
    chunks.push(Array.from({ length: Math.min(CHUNK, length - start) }, () => value));
  }
  return { length, chunks };
}

/** A vector of these values. */
export function fromArray<T>(values: readonly T[]): Vector<T> {
  const chunks: (readonly T[])[] = [];
  for (let start = 0; start < values.length; start += CHUNK) chunks.push(values.slice(start, start + CHUNK));
  return { length: values.length, chunks };
}

/** The value at `index`; undefined outside. */
export function at<T>(vector: Vector<T>, index: number): T | undefined {
  return vector.chunks[Math.floor(index / CHUNK)]?.[index % CHUNK];
}

/** The vector with `value` at `index`, which may be the end: then it grows by one. Other indices are a RangeError. */
export function put<T>(vector: Vector<T>, index: number, value: T): Vector<T> {
  if (!Number.isInteger(index) || index < 0 || index > vector.length) {
    throw new RangeError(`no index ${index} in a vector of ${vector.length}`);
  }
  const place = Math.floor(index / CHUNK);
  const chunk = [...(vector.chunks[place] ?? [])];
  chunk[index % CHUNK] = value;
  const chunks = [...vector.chunks];
  chunks[place] = chunk;
  return { length: Math.max(vector.length, index + 1), chunks };
}

/** The vector without what is at `length` and after it. */
export function take<T>(vector: Vector<T>, length: number): Vector<T> {
  if (length >= vector.length) return vector;
  const chunks = vector.chunks.slice(0, Math.ceil(length / CHUNK));
  const last = chunks.pop();
  if (last !== undefined) chunks.push(last.slice(0, length - chunks.length * CHUNK));
  return { length, chunks };
}

/** Its values in order. */
export function toArray<T>(vector: Vector<T>): T[] {
  return vector.chunks.flat();
}
