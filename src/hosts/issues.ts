import type { Issue } from "../model/failure.ts";
import { clipped, fieldOf, textOf, tried } from "../model/foreign.ts";

/** How many issues of one value are kept, and how many keys of a path; later ones are dropped. */
const ISSUES_MAX = 100;
const KEYS_MAX = 200;
/** How long a message and a key may be, in characters; longer ones are clipped, and say how long they were. */
const MESSAGE_MAX = 1_000;
const KEY_MAX = 200;

/**
 * What a schema found wrong, as plain words and paths. Schemas are others' code: their messages may be no text, their
 * keys anything that a map has for keys, and reading any of it may throw. Never throws.
 */
export function readIssues(issues: unknown): readonly Issue[] {
  return listOf(issues, ISSUES_MAX)?.map(readIssue) ?? [{ message: "the schema gave no list of issues" }];
}

function readIssue(issue: unknown): Issue {
  const said = fieldOf(issue, "message");
  const message = clipped((said === undefined ? undefined : textOf(said)) ?? "it does not fit", MESSAGE_MAX);
  const path = listOf(fieldOf(issue, "path"), KEYS_MAX)?.map(readKey);
  return path === undefined ? { message } : { message, path };
}

/** A key stands for itself, or in an object of its own. */
function readKey(said: unknown): string | number {
  const key = typeof said === "object" && said !== null ? fieldOf(said, "key") : said;
  if (typeof key === "number" && Number.isFinite(key)) return key;
  return clipped((key === undefined ? undefined : textOf(key)) ?? "?", KEY_MAX);
}

/** The first entries of a list; undefined where it is none, or cannot be read. */
function listOf(value: unknown, max: number): readonly unknown[] | undefined {
  return tried(() => {
    if (!Array.isArray(value)) return undefined;
    const length = Math.min(value.length, max);
    return Array.from({ length }, (_, place) => fieldOf(value, place));
  });
}
