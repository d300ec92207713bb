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
  /** The deepest level reached within the value that is being copied. */
  deepest: number;
}

class NotJson extends Error {}

/** Values that have crossed before: frozen copies of ours, which are not copied again but count as if they were. */
const crossed = new WeakMap<object, Extent>();

interface Extent {
  readonly depth: number;
  readonly values: number;
}

/**
 * Copies a value into frozen JSON, as it must be on every host: what is kept, replayed or shown is what was said, and
 * nobody can change it afterwards. As in JSON.stringify, an undefined property is left out; undefined alone is null.
 * All else that JSON cannot say (functions, dates, NaN, cycles, class instances, bigints) is an issue with its path.
 */
export function toJson(value: unknown): Crossing {
  const walk: Walk = { ancestors: [], path: [], left: JSON_BOUNDS.values, deepest: 0 };
  try {
    return { isJson: true, value: value === undefined ? null : copy(value, walk) };
  } catch (error) {
    const message = error instanceof NotJson ? error.message : `could not be read${saidBy(error)}`;
    return { isJson: false, issue: { message, path: [...walk.path] } };
  }
}

/** What a getter threw, if that can be read. */
function saidBy(error: unknown): string {
  try {
    return `: ${String(error)}`;
  } catch {
    return "";
  }
}

function copy(value: unknown, walk: Walk): unknown {
  count(walk, 1);
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new NotJson(`${value} is not a JSON number`);
    return Object.is(value, -0) ? 0 : value;
  }
  if (typeof value !== "object") throw new NotJson(`a ${typeof value} is not JSON`);
  const known = crossed.get(value);
  if (known !== undefined) {
    count(walk, known.values - 1);
    descend(walk, known.depth);
    return value;
  }
  if (walk.ancestors.includes(value)) throw new NotJson("refers to itself");
  return copyObject(value, walk);
}

function copyObject(value: object, walk: Walk): unknown {
  const { left, deepest } = walk;
  walk.deepest = 0;
  descend(walk, 1);
  walk.ancestors.push(value);
  const copied = Array.isArray(value) ? copyList(value, walk) : copyRecord(value, walk);
  walk.ancestors.pop();
  crossed.set(copied, { depth: walk.deepest - walk.ancestors.length, values: left - walk.left + 1 });
  walk.deepest = Math.max(deepest, walk.deepest);
  return Object.freeze(copied);
}

function count(walk: Walk, values: number): void {
  walk.left -= values;
  if (walk.left < 0) throw new NotJson(`has more than ${JSON_BOUNDS.values} values`);
}

function descend(walk: Walk, levels: number): void {
  walk.deepest = Math.max(walk.deepest, walk.ancestors.length + levels);
  if (walk.deepest > JSON_BOUNDS.depth) throw new NotJson(`is nested deeper than ${JSON_BOUNDS.depth}`);
}

function copyList(list: readonly unknown[], walk: Walk): unknown[] {
  const copied: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    walk.path.push(i);
    copied.push(copy(list[i] === undefined ? null : list[i], walk));
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
