import { type FailureKind, isFailureKind } from "./failure.ts";
import { fieldOf } from "./foreign.ts";

/** The kinds that work may declare for itself; the others are the runtime's to find. */
export type DeclaredKind = Extract<
  FailureKind,
  "transient" | "rate-limited" | "timeout" | "invalid-output" | "rejected" | "permanent" | "defect"
>;

/** What a thrower may add. `retryAfterMs` in milliseconds; `cause` is kept in the failure's chain. */
export interface DeclaredOptions {
  readonly retryAfterMs?: number;
  readonly code?: string;
  readonly cause?: unknown;
}

/** Where an error keeps the kind that it declares. Registered, so that those of a second copy of this package are understood too. */
const DECLARED: unique symbol = Symbol.for("troupe.declared");

/** An error that says which kind of failure it is. Made by `fail.transient(…)` and its siblings. */
export class DeclaredFailure extends Error {
  override readonly name = "DeclaredFailure";
  readonly kind: DeclaredKind;
  readonly retryAfterMs: number | undefined;
  readonly code: string | undefined;

  constructor(kind: DeclaredKind, message: string, options: DeclaredOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.code = options.code;
  }

  get [DECLARED](): DeclaredKind {
    return this.kind;
  }
}

/** The kind that was declared for what was thrown, if one was. Never throws. */
export function declaredKind(thrown: unknown): FailureKind | undefined {
  const kind = fieldOf(thrown, DECLARED);
  return isFailureKind(kind) ? kind : undefined;
}

type Declare = (message: string, options?: DeclaredOptions) => DeclaredFailure;
const declare =
  (kind: DeclaredKind): Declare =>
  (message, options) =>
    new DeclaredFailure(kind, message, options);

/**
 * Errors for work to throw when it knows the kind: `throw fail.rateLimited("slow down", { retryAfterMs: 2_000 })`.
 * A declared kind is taken before any guess of ours.
 */
export const fail = {
  transient: declare("transient"),
  rateLimited: declare("rate-limited"),
  timeout: declare("timeout"),
  invalidOutput: declare("invalid-output"),
  rejected: declare("rejected"),
  permanent: declare("permanent"),
  defect: declare("defect"),
} as const;
