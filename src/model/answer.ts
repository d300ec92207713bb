/** What an answer says of itself; gates, judges and ballots see it. */
export interface About {
  /** From 0 to 1. */
  readonly confidence?: number;
  readonly reasoning?: string;
}

/** What the last try got wrong, handed to the next one. */
export interface Feedback {
  /** The output that was found wrong, if there was one. */
  readonly previous: unknown;
  readonly issues: readonly { readonly message: string; readonly path?: readonly PropertyKey[] }[];
}

/** What work asked back for, and what it was told. */
export interface Supplied {
  readonly question: unknown;
  readonly answer: unknown;
}

/** The five states of every agent and every combinator. */
export type AgentState = "idle" | "working" | "awaiting-gate" | "failed" | "done";
