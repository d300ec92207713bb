import { didYouMean } from "../model/near.ts";
import { TroupeError } from "../model/troupe-error.ts";
import type { Budget, LedgerName } from "../model/usage.ts";
import { readDuration } from "./duration.ts";
import { clip } from "./terminal/text.ts";

interface BudgetWord {
  readonly ledger: LedgerName;
  readonly example: string;
  readonly read: (text: string) => number | undefined;
}

const WORDS: Readonly<Record<string, BudgetWord>> = {
  steps: { ledger: "steps", example: "steps=40", read: readCount },
  usd: { ledger: "usd", example: "usd=0.50", read: readDollars },
  wall: { ledger: "wallMs", example: "wall=2m", read: readDuration },
  tokens: { ledger: "tokens", example: "tokens=200k", read: readCount },
  tools: { ledger: "toolCalls", example: "tools=20", read: readCount },
  spawned: { ledger: "spawned", example: "spawned=100", read: readCount },
  depth: { ledger: "depth", example: "depth=4", read: readCount },
};

/** How a bound is written, for a name that bounds something; undefined for any other. */
export function boundNamed(name: string): string | undefined {
  return Object.hasOwn(WORDS, name) ? WORDS[name]?.example : undefined;
}

/**
 * Reads a budget as it is typed: `steps=40,usd=1,wall=2m,tokens=200k`. Counts may end in k or M, wall time has a unit.
 *
 * @throws TroupeError BAD_BUDGET
 */
export function readBudget(text: string): Budget {
  const budget: Partial<Record<LedgerName, number>> = {};
  for (const part of text.split(",")) {
    const { ledger, amount } = readPart(part.trim());
    if (budget[ledger] !== undefined) throw refusal(`--budget names ${part.trim().split("=")[0]} twice.`, "Keep one.");
    budget[ledger] = amount;
  }
  return budget;
}

function readPart(part: string): { readonly ledger: LedgerName; readonly amount: number } {
  const [name = "", ...rest] = part.split("=");
  const value = rest.join("=");
  if (part === "")
    throw refusal("--budget has an empty part.", `Name a bound, as in --budget ${WORDS["steps"]?.example}.`);
  const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (word === undefined && rest.length === 0)
    throw refusal(
      `--budget has ${JSON.stringify(clip(part, SHOWN_MAX))}, which bounds nothing.`,
      "Name what it bounds, as in --budget steps=40,usd=1,wall=2m.",
    );
  if (word === undefined)
    throw refusal(`--budget has no ledger ${JSON.stringify(name)}.`, didYouMean(name, Object.keys(WORDS)));
  if (value === "") throw refusal(`--budget does not say how much ${name}.`, `Write --budget ${word.example}.`);
  const amount = word.read(value);
  if (amount === undefined)
    throw refusal(`--budget has ${name}=${clip(value, SHOWN_MAX)}, ${problemOf(word, value)}.`, remedyOf(name, value));
  return { ledger: word.ledger, amount };
}

/** How much of a wrong amount is repeated. */
const SHOWN_MAX = 30;
/** An amount that is well-formed, but beyond all counting. */
const TOO_MUCH = /^\$?\d[\d_]{14,}(?:\.\d+)?(?:[kM]|ms|[smhd])?$/;

function problemOf({ ledger }: BudgetWord, value: string): string {
  if (TOO_MUCH.test(value)) return "which is too much";
  if (ledger === "wallMs") return /^\d/.test(value) ? "which has no unit that we know" : "which is no duration";
  return ledger === "usd" ? "which is no amount of dollars" : "which is no whole number";
}

function remedyOf(name: string, value: string): string {
  if (name !== "wall" || TOO_MUCH.test(value)) return `Write --budget ${WORDS[name]?.example}.`;
  const number = /^\d+(?:\.\d+)?/.exec(value)?.[0] ?? "90";
  return `Write wall=${number}s, wall=${number}m or wall=${number}h.`;
}

/** How many digits a letter behind a count stands for. */
const ZEROS: Readonly<Record<string, number>> = { "": 0, k: 3, M: 6 };

/** `40`, `1_000`, `200k`, `1.5M`; by its digits, because products of fractions are not exact. */
function readCount(text: string): number | undefined {
  const [, whole, fraction = "", letter = ""] = /^(\d[\d_]*)(?:\.(\d+))?([kM]?)$/.exec(text) ?? [];
  const zeros = ZEROS[letter] ?? 0;
  const decimals = fraction.replace(/0+$/, "");
  if (whole === undefined || decimals.length > zeros) return undefined;
  const amount = Number(whole.replaceAll("_", "") + decimals.padEnd(zeros, "0"));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** `1`, `0.50`, `$1`. */
function readDollars(text: string): number | undefined {
  const dollars = /^\$?\d+(?:\.\d+)?$/.test(text) ? Number(text.replace("$", "")) : Number.NaN;
  return dollars <= Number.MAX_SAFE_INTEGER ? dollars : undefined;
}

function refusal(what: string, remedy: string): TroupeError {
  return new TroupeError("BAD_BUDGET", { what, remedy });
}
