/** What one attempt reports of itself while it works. All parts are optional, finite and not negative. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** US dollars. */
  readonly costUsd?: number;
}

/**
 * What a run or a subtree may use. At least one bound; an empty one is refused. A ledger that is not named is the
 * plan's own bound where it has one, else unlimited.
 */
export interface Budget {
  /** Attempts of agents' work, judges, planners, classifiers and fallbacks included. */
  readonly steps?: number;
  readonly toolCalls?: number;
  /** Input and output tokens together. At the bound nothing more is started; beyond it what still works is aborted at once. */
  readonly tokens?: number;
  /** US dollars, to a billionth. At the bound nothing more is started; beyond it what still works is aborted at once. */
  readonly usd?: number;
  /** Milliseconds in which anything works, backs off or queues; waiting for people alone is free. */
  readonly wallMs?: number;
  /** How deep plans may nest below the owner; an agent alone has depth 1. */
  readonly depth?: number;
  /** How many agents may be started. */
  readonly spawned?: number;
}

/** What was used. Never goes down: not by a retry, not by a skip. */
export interface Spend {
  readonly steps: number;
  readonly toolCalls: number;
  readonly tokens: number;
  readonly usd: number;
  readonly wallMs: number;
}

/** The parts of a budget, in the order in which they are tested. */
export const LEDGERS = ["steps", "toolCalls", "tokens", "usd", "wallMs", "depth", "spawned"] as const;
export type LedgerName = (typeof LEDGERS)[number];

export const NO_SPEND: Spend = Object.freeze({ steps: 0, toolCalls: 0, tokens: 0, usd: 0, wallMs: 0 });

/** The most dollars that can be told in billionths: beyond them a sum is left as it is. */
const EXACT_USD_MAX = Number.MAX_SAFE_INTEGER / 1e9;

/**
 * A sum of US dollars to the billionth, so that three times 0.1 is 0.3. Every sum and every comparison of money goes
 * through it; what is less than half a billionth is nothing.
 */
export function addUsd(usd: number, more: number): number {
  const sum = usd + more;
  return Math.abs(sum) > EXACT_USD_MAX ? sum : Math.round(sum * 1e9) / 1e9;
}
