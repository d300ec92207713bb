import { toJson } from "../model/json.ts";
import { didYouMean } from "../model/near.ts";
import { NAME_PATTERN } from "../model/path.ts";
import { TroupeError } from "../model/troupe-error.ts";

/** The longest time that may be asked for, in milliseconds: 2^31 - 1, almost 25 days. A timer of Node set for longer fires at once. */
export const DURATION_MS_MAX = 315_360_000_000;

/** What a number must be. `where` says whose it is, as in `timeoutMs of agent "draft"`; bounds are inclusive. */
export interface NumberRule {
  readonly where: string;
  readonly min: number;
  /** Default: the largest safe integer. */
  readonly max?: number;
  /** Default false. */
  readonly isWhole?: boolean;
}

/** A name that can be a segment of a path; BAD_NAME otherwise, with one that could. */
export function acceptName(name: unknown, what: string): string {
  if (typeof name === "string" && NAME_PATTERN.test(name) && name !== "__proto__") return name;
  throw new TroupeError("BAD_NAME", {
    what: `The name of ${what} is ${shown(name)}.`,
    remedy: `A name is 1 to 64 letters, digits, "_", ".", "-" and spaces, beginning and ending with a letter, a digit or "_"${suggestion(name)}.`,
    facts: { name: typeof name === "string" ? name : shown(name) },
  });
}

function suggestion(name: unknown): string {
  if (typeof name !== "string") return "";
  const word = name
    .replace(/[^A-Za-z0-9_. -]+/g, "-")
    .slice(0, 64)
    .replace(/^[. -]+|[. -]+$/g, "");
  return word === "" ? "" : `, for example ${JSON.stringify(word)}`;
}

/** Names of one group, each used once; DUPLICATE_NAME otherwise. */
export function acceptDistinct(
  names: readonly string[],
  group: { readonly where: string; readonly remedy: string },
): void {
  const seen = new Set<string>();
  const again = names.find((name) => seen.size === seen.add(name).size);
  if (again === undefined) return;
  throw new TroupeError("DUPLICATE_NAME", {
    what: `${group.where} uses the name ${JSON.stringify(again)} twice.`,
    remedy: group.remedy,
    facts: { name: again },
  });
}

/** An options object all of whose keys are known; BAD_OPTION otherwise, with the key that was probably meant. */
export function acceptKeys(
  options: unknown,
  group: { readonly where: string; readonly known: readonly string[] },
): void {
  const { where, known } = group;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TroupeError("BAD_OPTION", {
      what: `The options of ${where} are ${shown(options)}, not an object.`,
      remedy: `Its options are: ${known.join(", ")}.`,
      facts: { where },
    });
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} has no option ${JSON.stringify(unknown)}.`,
    remedy: didYouMean(unknown, known),
    facts: { where, option: unknown },
  });
}

/** A function; NOT_A_FUNCTION otherwise. */
export function acceptFunction(value: unknown, where: string): void {
  if (typeof value === "function") return;
  throw new TroupeError("NOT_A_FUNCTION", {
    what: `${where} is ${shown(value)}, not a function.`,
    remedy: "Pass the function itself, not what it returns.",
    facts: { where },
  });
}

/** A finite number within its bounds; BAD_OPTION otherwise. */
export function acceptNumber(value: unknown, rule: NumberRule): number {
  const { where, min, max = Number.MAX_SAFE_INTEGER, isWhole = false } = rule;
  const isNumber = typeof value === "number" && Number.isFinite(value);
  if (isNumber && value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  const atMost = max === Number.MAX_SAFE_INTEGER ? "" : ` and at most ${max}`;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} is ${shown(value)}.`,
    remedy: `Give a ${isWhole ? "whole " : ""}number, at least ${min}${atMost}.`,
    facts: { where, min, max },
  });
}

/** How long something may take: at least 1 ms, at most DURATION_MS_MAX; BAD_OPTION otherwise. */
export function acceptDuration(value: unknown, where: string): number {
  return acceptNumber(value, { where, min: 1, max: DURATION_MS_MAX });
}

/** One of a few words; BAD_OPTION otherwise. */
export function acceptWord<W extends string>(
  value: unknown,
  rule: { readonly where: string; readonly words: readonly W[] },
): W {
  const word = rule.words.find((known) => known === value);
  if (word !== undefined) return word;
  throw new TroupeError("BAD_OPTION", {
    what: `${rule.where} is ${shown(value)}.`,
    remedy: `Say ${rule.words.map((known) => JSON.stringify(known)).join(" or ")}.`,
    facts: { where: rule.where },
  });
}

/** The value as frozen JSON, a copy of ours; NOT_JSON otherwise, with the path to what is wrong. */
export function acceptJson(value: unknown, where: string): unknown {
  const crossing = toJson(value);
  if (crossing.isJson) return crossing.value;
  const { message, path = [] } = crossing.issue;
  const at = path.length === 0 ? "" : ` at ${path.map(String).join(".")}`;
  throw new TroupeError("NOT_JSON", {
    what: `${where} is not JSON${at}: ${message}.`,
    remedy:
      "What a plan declares must survive being stored: use strings, finite numbers, booleans, null, lists and plain objects.",
    facts: { where, path },
  });
}

/** A value in the words of an error: short, on one line, whatever it is. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return clip(JSON.stringify(value));
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "a list" : "an object";
    default:
      return clip(String(value));
  }
}

function clip(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
