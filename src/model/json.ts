import type { Issue } from "./failure.ts";

/** The largest value that crosses an agent's boundary: levels of nesting, and values in all. */
export const JSON_BOUNDS = { depth: 200, values: 1_000_000 } as const;

/** A value that may cross, frozen and ours alone; or what is wrong with it. */
export type Crossing =
  | { readonly isJson: true; readonly value: unknown }
  | { readonly isJson: false; readonly issue: Issue };

type Key = string | number;
interface Walk {
  readonly ancestors: unknown[];
  readonly path: Key[];
  left: number;
}

class NotJson extends Error {}

/** Values that have crossed before: they are frozen copies of ours, and cross again for nothing. */
const crossed = new WeakSet<object>();

/**
 * Copies a value into frozen JSON, as it must be on every host: what is kept, replayed or shown is what was said, and
 * nobody can change it afterwards. As in JSON.stringify, an undefined property is left out; undefined alone is null.
 * All else that JSON cannot say (functions, dates, NaN, cycles, class instances, bigints) is an issue with its path.
 */
export function toJson(value: unknown): Crossing {
  const walk: Walk = { ancestors: [], path: [], left: JSON_BOUNDS.values };
  try {
    return { isJson: true, value: value === undefined ? null : copy(value, walk) };
  } catch (error) {
    const message = error instanceof NotJson ? error.message : `could not be read: ${String(error)}`;
    return { isJson: false, issue: { message, path: [...walk.path] } };
  }
}

function copy(value: unknown, walk: Walk): unknown {
  walk.left -= 1;
  if (walk.left < 0) throw new NotJson(`has more than ${JSON_BOUNDS.values} values`);
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new NotJson(`${value} is not a JSON number`);
    return value;
  }
  if (typeof value !== "object") throw new NotJson(`a ${typeof value} is not JSON`);
  if (crossed.has(value)) return value;
  if (walk.ancestors.includes(value)) throw new NotJson("refers to itself");
  if (walk.ancestors.length >= JSON_BOUNDS.depth) throw new NotJson(`is nested deeper than ${JSON_BOUNDS.depth}`);
  walk.ancestors.push(value);
  const copied = Array.isArray(value) ? copyList(value, walk) : copyRecord(value, walk);
  walk.ancestors.pop();
  crossed.add(copied);
  return Object.freeze(copied);
}

function copyList(list: readonly unknown[], walk: Walk): unknown[] {
  const copied: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    walk.path.push(i);
    copied.push(list[i] === undefined ? null : copy(list[i], walk));
    walk.path.pop();
  }
  return copied;
}

function copyRecord(record: object, walk: Walk): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null && !isForeignPlain(prototype)) {
    throw new NotJson(
      `a ${nameOf(record)} is not plain JSON; send its fields${"toJSON" in record ? " or its toJSON()" : ""}`,
    );
  }
  const copied: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue;
    walk.path.push(key);
    const field = copy(value, walk);
    if (key === "__proto__") Object.defineProperty(copied, key, { value: field, enumerable: true });
    else copied[key] = field;
    walk.path.pop();
  }
  return copied;
}

/** Object.prototype of another realm (a vm context, a worker's structured clone). */
function isForeignPlain(prototype: unknown): boolean {
  return (
    typeof prototype === "object" &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "isPrototypeOf")
  );
}

function nameOf(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "class instance";
}

/** One text for equal JSON values, whatever the order of their keys: for hashes and comparisons. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(",")}}`;
}

/** Whether two JSON values are the same. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}
