/** A failure is data, never an exception between actors. The kinds and what is done about each: docs/semantics.md. */
export const FAILURE_KINDS = [
  "transient",
  "rate-limited",
  "timeout",
  "invalid-output",
  "rejected",
  "permanent",
  "defect",
  "unresolved",
  "budget",
  "cancelled",
  "unresponsive",
  "lost",
  "escalated",
  "refused",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** Whether this is a kind at all: what work throws, and what its `classify` says, comes from anywhere. */
export function isFailureKind(kind: unknown): kind is FailureKind {
  return FAILURE_KINDS.some((known) => known === kind);
}

/** One thing that is wrong with a value, as Standard Schema words it; `path` leads to it. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly PropertyKey[];
}

/** What went wrong, where, and why. `cause` leads down to the failure that began it. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  /** The node that failed. */
  readonly path: string;
  readonly cause?: Failure;
  /**
   * What the work threw, as data: a string stays that string, an error becomes its `name`, `message`, `code` and `status`,
   * with its `cause` in the same form (up to 8 deep), and of a defect with the place (`at`) in the thrower's own code.
   */
  readonly thrown?: unknown;
  /** How long the provider asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What was thrown, or its nearest cause that has one, has for its code; else a word of ours for what was found wrong. */
  readonly code?: string;
  /** What a schema or a gate found wrong: the feedback of a revise. */
  readonly issues?: readonly Issue[];
  /** The output that was found wrong, beside `issues`. */
  readonly previous?: unknown;
}

/** The first cause of all, for a person who asks "what was it?". */
export function rootCause(failure: Failure): Failure {
  let deepest = failure;
  while (deepest.cause !== undefined) deepest = deepest.cause;
  return deepest;
}

/** A failure of `path` because something below it gave up. The message is the root cause's, so that it is not lost on the way. */
export function escalationOf(cause: Failure, path: string): Failure {
  const origin = rootCause(cause);
  return { kind: "escalated", path, message: `${origin.path} gave up: ${origin.message}`, cause };
}
