/** A failure is data, never an exception between actors. The kinds and what is done about each: docs/semantics.md. */
export type FailureKind =
  | "transient"
  | "rate-limited"
  | "timeout"
  | "invalid-output"
  | "rejected"
  | "permanent"
  | "defect"
  | "unresolved"
  | "budget"
  | "cancelled"
  | "unresponsive"
  | "lost"
  | "escalated"
  | "refused";

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
  /** What the work threw, as data: a string stays that string, an error becomes its name, message and code. */
  readonly thrown?: unknown;
  /** How long the provider asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
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
