import { fieldOf, textOf } from "../model/foreign.ts";
import { nearNames } from "../model/near.ts";
import { shown } from "../model/shown.ts";
import type { Usage } from "../model/usage.ts";

const AMOUNTS = ["inputTokens", "outputTokens", "costUsd"] as const;
const TAKES = "takes { inputTokens, outputTokens, costUsd }, of which each may be left out";

/**
 * What work says that it has used. What a provider says beside that is passed over, but no misspelled amount: nobody would
 * ever count it.
 *
 * @throws TypeError for what is no record of amounts, or an amount that is no number from 0 to 2^53 - 1, so that sums stay
 * numbers: a defect of the work
 */
export function readUsage(usage: Usage): Usage {
  acceptNames(usage);
  const read: { -readonly [K in keyof Usage]: Usage[K] } = {};
  for (const key of AMOUNTS) {
    const amount: unknown = usage[key];
    if (amount === undefined) continue;
    if (!(typeof amount === "number" && amount >= 0 && amount <= Number.MAX_SAFE_INTEGER))
      throw new TypeError(`spend({ ${key} }) takes a number from 0 to 2^53 - 1, not ${wordOf(amount)}`);
    read[key] = amount;
  }
  return read;
}

function acceptNames(usage: unknown): void {
  if (typeof usage !== "object" || usage === null || Array.isArray(usage))
    throw new TypeError(`spend() ${TAKES}, not ${shown(usage)}`);
  const others = Object.keys(usage).filter((key) => !AMOUNTS.some((known) => known === key));
  const misspelled = others.find((key) => nearNames(key, AMOUNTS).length > 0);
  if (misspelled !== undefined)
    throw new TypeError(`spend({ ${misspelled} }) is not known. Did you mean ${nearNames(misspelled, AMOUNTS)[0]}?`);
  const [unknown] = others;
  if (unknown !== undefined && AMOUNTS.every((key) => fieldOf(usage, key) === undefined))
    throw new TypeError(`spend() ${TAKES}, and was given only ${others.slice(0, 8).join(", ")}`);
}

function wordOf(amount: unknown): string {
  const text = textOf(amount) ?? "that";
  return typeof amount === "number" ? text : `the ${typeof amount} ${text}`;
}
