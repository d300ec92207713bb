import { notARecord } from "../model/accept.ts";
import { didYouMean } from "../model/near.ts";
import { fieldsOf } from "../model/readable.ts";
import { shown } from "../model/shown.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { type Budget, LEDGERS, type LedgerName } from "../model/usage.ts";

/** Ledgers that may be bounded by a fraction; the others count. */
const MEASURED: ReadonlySet<LedgerName> = new Set(["usd", "wallMs"]);

/**
 * A budget whose every bound is a finite number that is not negative, whole where things are counted; at least one.
 * Zero is a bound: nothing of that may be spent.
 *
 * @throws TroupeError BAD_BUDGET
 */
export function acceptBudget(budget: unknown, where: string): Budget {
  const fields = fieldsOf(budget);
  if (fields === undefined) throw refusal(`The budget of ${where} is ${notARecord(budget)}.`, { where });
  const bounds = fields.filter(([, bound]) => bound !== undefined);
  if (bounds.length === 0) throw refusal(`The budget of ${where} bounds nothing.`, { where });
  for (const [key, bound] of bounds) acceptBound(key, bound, where);
  return Object.freeze(Object.fromEntries(bounds));
}

function acceptBound(key: string, bound: unknown, where: string): void {
  const ledger = LEDGERS.find((name) => name === key);
  if (ledger === undefined) {
    throw refusal(`The budget of ${where} has no ledger ${JSON.stringify(key)}. ${didYouMean(key, LEDGERS)}`, {
      where,
      key,
    });
  }
  const isCount = !MEASURED.has(ledger);
  const isFine =
    typeof bound === "number" && Number.isFinite(bound) && bound >= 0 && (!isCount || Number.isInteger(bound));
  if (isFine) return;
  const kind = isCount ? "a whole number" : "a finite number";
  throw refusal(`${key} in the budget of ${where} is ${shown(bound)}, not ${kind} of at least 0.`, { where, key });
}

function refusal(what: string, facts: Readonly<Record<string, unknown>>): TroupeError {
  return new TroupeError("BAD_BUDGET", {
    what,
    remedy: "Name at least one bound, as in { steps: 40, usd: 0.5, wallMs: 120_000 }.",
    facts,
  });
}

/** The smaller bound of each ledger. */
export function tighter(a: Budget, b: Budget): Budget {
  const bounds = LEDGERS.flatMap((ledger) => {
    const named = [a[ledger], b[ledger]].filter((bound) => bound !== undefined);
    return named.length === 0 ? [] : [[ledger, Math.min(...named)] as const];
  });
  return Object.freeze(Object.fromEntries(bounds));
}
