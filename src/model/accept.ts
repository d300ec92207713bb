import { toJson } from "./json.ts";
import { didYouMean } from "./near.ts";
import { fieldsOf } from "./readable.ts";
import { shown } from "./shown.ts";
import { TroupeError } from "./troupe-error.ts";

/** The longest time that may be asked for, in milliseconds: ten years of 365 days. No host may let a longer wait end early. */
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

/** An options object all of whose keys are known; BAD_OPTION otherwise, with the key that was probably meant. */
export function acceptKeys(
  options: unknown,
  group: { readonly where: string; readonly known: readonly string[] },
): void {
  const { where, known } = group;
  const fields = fieldsOf(options);
  if (fields === undefined) {
    throw new TroupeError("BAD_OPTION", {
      what: `The options of ${where} are ${notARecord(options)}.`,
      remedy: `Its options are: ${known.join(", ")}.`,
      facts: { where },
    });
  }
  const unknown = fields.map(([key]) => key).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} has no option ${JSON.stringify(unknown)}.`,
    remedy: didYouMean(unknown, known),
    facts: { where, option: unknown },
  });
}

/** What a value is that has no fields to read, in words. */
export function notARecord(value: unknown): string {
  const words = shown(value);
  return words.startsWith("an object") ? "an object without fields that can be read" : `${words}, not an object`;
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

/** True or false; BAD_OPTION otherwise. */
export function acceptBoolean(value: unknown, where: string): boolean {
  if (typeof value === "boolean") return value;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} is ${shown(value)}.`,
    remedy: "Say true or false.",
    facts: { where },
  });
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

/** The longest text that may be declared, in characters. */
const TEXT_MAX = 500;

/** A text that says something, of 1 to 500 characters; BAD_OPTION otherwise. */
export function acceptText(value: unknown, where: string): string {
  if (typeof value === "string" && value.trim() !== "" && value.length <= TEXT_MAX) return value;
  const isLong = typeof value === "string" && value.length > TEXT_MAX;
  throw new TroupeError("BAD_OPTION", {
    what: `${where} is ${isLong ? `${value.length} characters long` : shown(value)}.`,
    remedy: `Say it in words, in 1 to ${TEXT_MAX} characters.`,
    facts: { where, max: TEXT_MAX },
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
