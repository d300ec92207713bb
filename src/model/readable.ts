/**
 * What a caller gave, read without a compiler's word for it: lists with holes, proxies and getters that throw. None of
 * these throws; what cannot be read is undefined, as is what is of another kind.
 */

/** The items of a list, holes as undefined. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  return reading(() => (Array.isArray(value) ? Array.from<unknown>(value) : undefined));
}

/** The fields of a record. A Map, a Date, a Promise have none that would be read, nor has what is known by a mark alone. */
export function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return reading(() => (isRecord(value) ? Object.entries(value) : undefined));
}

function isRecord(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const kind = tagOf(value);
  // An imported module is a record of what it exports.
  if (kind !== "Object") return kind === "Module";
  return Object.keys(value).length > 0 || Object.getOwnPropertySymbols(value).length === 0;
}

/** What the language calls a kind of object, as in `Map`; undefined where that cannot be read. */
export function kindOf(value: object): string | undefined {
  return reading(() => tagOf(value));
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function reading<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
