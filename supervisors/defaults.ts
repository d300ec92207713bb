import type { FailureKind } from "../src/model/failure.ts";
import type { BackoffRule, Chain, Directive, DirectiveName } from "./policy.ts";

/** Attempts of one activation, the first included. As Resilience4j counts them; Polly and p-retry count the retries. */
export const ATTEMPTS = 3;
/** Rounds of revise of one activation, beside the attempts. */
export const ROUNDS = 2;
/** Restarts of a group in its life, for scope rest and all and for `from`. A total, not a rate: a rate does not terminate. */
export const RESTARTS = 1;
/** How long an attempt may take, in milliseconds, where the agent says nothing. */
export const TIMEOUT_MS = 30_000;
/** How long aborted work is waited for before it is abandoned, in milliseconds. */
export const GRACE_MS = 5_000;
/** The longest wait that a provider is granted, in milliseconds: a retry that it puts off for longer is passed over. */
export const RETRY_AFTER_MAX_MS = 3_600_000;

export const BACKOFF: BackoffRule = { initialMs: 500, factor: 2, maxMs: 30_000, jitter: "full" };

export const RETRY: Directive = { does: "retry", attempts: ATTEMPTS, backoff: BACKOFF, scope: "one", restarts: 0 };
export const REVISE: Directive = { does: "revise", rounds: ROUNDS };

/** What happens to a kind that no policy names. Every chain ends in escalate, so that need not be written. */
export const DEFAULT_CHAINS: Readonly<Record<FailureKind, Chain>> = {
  transient: [RETRY],
  "rate-limited": [RETRY],
  timeout: [RETRY],
  "invalid-output": [REVISE],
  rejected: [],
  permanent: [],
  defect: [],
  unresolved: [],
  budget: [],
  cancelled: [],
  // Passed over unless the work is declared idempotent: it may still be going on.
  unresponsive: [RETRY],
  lost: [RETRY],
  escalated: [],
  refused: [],
};

const EVERYTHING: readonly DirectiveName[] = ["retry", "revise", "skip", "fallback", "escalate"];
const ANOTHER_TRY: readonly DirectiveName[] = ["retry", "skip", "fallback", "escalate"];
const GIVE_UP: readonly DirectiveName[] = ["skip", "fallback", "escalate"];

/** What a kind allows; a directive that it forbids does not compile where it is typed, and is passed over where it cannot be. */
export const ALLOWED: Readonly<Record<FailureKind, readonly DirectiveName[]>> = {
  transient: ANOTHER_TRY,
  "rate-limited": ANOTHER_TRY,
  timeout: ANOTHER_TRY,
  "invalid-output": EVERYTHING,
  rejected: GIVE_UP,
  permanent: GIVE_UP,
  defect: ANOTHER_TRY,
  unresolved: ANOTHER_TRY,
  budget: ["skip", "escalate"],
  cancelled: [],
  unresponsive: ANOTHER_TRY,
  lost: ANOTHER_TRY,
  escalated: ANOTHER_TRY,
  refused: ANOTHER_TRY,
};
