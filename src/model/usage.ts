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
  /** Input and output tokens together. Spent means: what still works is aborted at once. */
  readonly tokens?: number;
  /** US dollars. Spent means: what still works is aborted at once. */
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
