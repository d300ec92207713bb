import { type Draft, produce } from "immer";
import { EMPTY_TABLE, enter, lookUp, type PathTable } from "../model/path-table.ts";
import { addUsd, type Budget, type LedgerName, type Spend, type Usage } from "../model/usage.ts";

/** What one owner may spend, and has spent. `reservedUsd` is promised to attempts under way. */
export interface Ledger {
  readonly owner: string;
  readonly limit: Budget;
  readonly steps: number;
  readonly toolCalls: number;
  readonly tokens: number;
  readonly usd: number;
  readonly spawned: number;
  readonly reservedUsd: number;
}

/** All ledgers of a run, by owner: a change costs about the same whether ten agents have a budget of their own or ten thousand. */
export type Book = PathTable<Ledger>;

/** A book without a ledger. */
export const EMPTY_BOOK: Book = EMPTY_TABLE;

/** What a start wants to have reserved. */
export interface Ask {
  readonly steps: number;
  /** US dollars that the attempt is expected to cost. */
  readonly usd: number;
}

/** Which ledger said no, and how it stands. */
export interface Refused {
  readonly owner: string;
  readonly ledger: LedgerName;
  readonly used: number;
  readonly limit: number;
  /** Of money that is not used up: what is promised to attempts under way, and what was asked for beside. */
  readonly promised?: number;
  readonly asked?: number;
}

/** An owner's ledger. */
export function ledgerOf(book: Book, owner: string): Ledger | undefined {
  return lookUp(book, owner);
}

export function openLedger(book: Book, owner: string, limit: Budget): Book {
  if (ledgerOf(book, owner) !== undefined) return book;
  const fresh = { owner, limit, steps: 0, toolCalls: 0, tokens: 0, usd: 0, spawned: 0, reservedUsd: 0 };
  return enter(book, owner, fresh);
}

/** Reserves on every ledger from the node to the root, or on none: a call that cannot be paid for is refused before it is made. */
export function reserve(book: Book, owners: readonly string[], ask: Ask): Book | Refused {
  for (const owner of owners) {
    const refused = refusalOf(ledgerOf(book, owner), ask);
    if (refused !== undefined) return refused;
  }
  return replace(book, owners, (ledger) => ({
    ...ledger,
    steps: ledger.steps + ask.steps,
    reservedUsd: addUsd(ledger.reservedUsd, ask.usd),
  }));
}

function refusalOf(ledger: Ledger | undefined, ask: Ask): Refused | undefined {
  if (ledger === undefined) return undefined;
  const { limit, owner } = ledger;
  if (limit.steps !== undefined && ledger.steps + ask.steps > limit.steps)
    return { owner, ledger: "steps", used: ledger.steps, limit: limit.steps };
  if (limit.tokens !== undefined && ledger.tokens >= limit.tokens)
    return { owner, ledger: "tokens", used: ledger.tokens, limit: limit.tokens };
  return limit.usd === undefined ? undefined : refusalOfUsd(ledger, ask.usd, addUsd(limit.usd, 0));
}

function refusalOfUsd(
  { owner, usd: used, reservedUsd: promised }: Ledger,
  asked: number,
  limit: number,
): Refused | undefined {
  if (used >= limit) return { owner, ledger: "usd", used, limit };
  const isOver = addUsd(addUsd(used, promised), asked) > limit;
  return isOver ? { owner, ledger: "usd", used, promised, asked, limit } : undefined;
}

/** Counts one more agent; the first ledger that has no room for it says no. */
export function spawn(book: Book, owners: readonly string[]): Book | Refused {
  for (const owner of owners) {
    const ledger = ledgerOf(book, owner);
    const limit = ledger?.limit.spawned;
    if (ledger !== undefined && limit !== undefined && ledger.spawned >= limit)
      return { owner, ledger: "spawned", used: ledger.spawned, limit };
  }
  return replace(book, owners, (ledger) => ({ ...ledger, spawned: ledger.spawned + 1 }));
}

/** Adds what was really used. Used never goes down. */
export function settle(book: Book, owners: readonly string[], usage: Usage): Book {
  const tokens = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
  const usd = usage.costUsd ?? 0;
  if (tokens === 0 && usd === 0) return book;
  return change(book, owners, (ledger) => {
    ledger.tokens += tokens;
    ledger.usd = addUsd(ledger.usd, usd);
  });
}

/** Gives back money that was reserved for an attempt and that it has reported, or needs no more; its steps stay used. */
export function release(book: Book, owners: readonly string[], usd: number): Book {
  if (usd === 0) return book;
  return change(book, owners, (ledger) => {
    ledger.reservedUsd = Math.max(0, addUsd(ledger.reservedUsd, -usd));
  });
}

/**
 * The outermost of these ledgers of whose money or tokens more is used than there is: what still works under it is
 * aborted at once. Where exactly all is used, what works may finish, and the next start is refused.
 */
export function spentLedger(book: Book, owners: readonly string[]): Refused | undefined {
  for (const owner of owners.toReversed()) {
    const ledger = ledgerOf(book, owner);
    if (ledger === undefined) continue;
    const { limit, usd, tokens } = ledger;
    if (limit.usd !== undefined && usd > addUsd(limit.usd, 0))
      return { owner, ledger: "usd", used: usd, limit: limit.usd };
    if (limit.tokens !== undefined && tokens > limit.tokens)
      return { owner, ledger: "tokens", used: tokens, limit: limit.tokens };
  }
  return undefined;
}

/** What a ledger would still grant in steps. */
export interface StepsLeft {
  readonly left: number;
  readonly owner: string;
}

/** What each of these ledgers would still grant in steps; those without a limit are left out. */
export function stepLedgers(book: Book, owners: readonly string[]): readonly StepsLeft[] {
  return owners.flatMap((owner) => {
    const ledger = ledgerOf(book, owner);
    return ledger?.limit.steps === undefined ? [] : [{ left: ledger.limit.steps - ledger.steps, owner }];
  });
}

/** How many steps the poorest of these ledgers would still grant, of equals the outermost; undefined without a limit. */
export function stepsLeft(book: Book, owners: readonly string[]): StepsLeft | undefined {
  let poorest: StepsLeft | undefined;
  for (const ledger of stepLedgers(book, owners))
    if (poorest === undefined || ledger.left <= poorest.left) poorest = ledger;
  return poorest;
}

/** What an owner has spent, but for its wall time, which its clock knows. */
export function spendOf(book: Book, owner: string): Omit<Spend, "wallMs"> {
  const ledger = ledgerOf(book, owner);
  return {
    steps: ledger?.steps ?? 0,
    toolCalls: ledger?.toolCalls ?? 0,
    tokens: ledger?.tokens ?? 0,
    usd: ledger?.usd ?? 0,
  };
}

/** Whether `reserve` or `spawn` said no. */
export function isRefused(result: Book | Refused): result is Refused {
  return "ledger" in result;
}

/** For what every attempt does: a tenth of what immer's recipes cost, which are for what happens now and then. */
function replace(book: Book, owners: readonly string[], next: (ledger: Ledger) => Ledger): Book {
  let changed = book;
  for (const owner of owners) {
    const ledger = ledgerOf(book, owner);
    if (ledger !== undefined) changed = enter(changed, owner, next(ledger));
  }
  return changed;
}

function change(book: Book, owners: readonly string[], recipe: (ledger: Draft<Ledger>) => void): Book {
  return replace(book, owners, (ledger) => produce(ledger, recipe));
}
