/** What reading gives; undefined where it throws: getters and proxies of others may do anything. */
export function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A field of an object of somebody else's, inherited ones too; undefined where there is none, and where it cannot be read. */
export function fieldOf(value: unknown, name: PropertyKey): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return tried((): unknown => Reflect.get(value, name));
}

/** A value of somebody else's in words; undefined where it has none. */
export function textOf(value: unknown): string | undefined {
  return tried(() => String(value));
}

/** A text up to its bound, and how long it was where that is longer. */
export function clipped(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}… (${text.length} characters)`;
}
