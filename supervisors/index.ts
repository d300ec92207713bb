// The one decision procedure, and what it goes by: pure, to be asked by hand.
export { type Asked, decide, type Decision, type Refusal } from "./decide.ts";
export type { BackoffRule, Chain, Directive, DirectiveName, Lineage, PolicyTable, Rule, Scope } from "./policy.ts";

// What an error is taken for, and how long is waited.
export { backoffMs } from "./backoff.ts";
export { classify, retryAfterOf } from "./classify.ts";

// The defaults.
export {
  ALLOWED,
  ATTEMPTS,
  BACKOFF,
  DEFAULT_CHAINS,
  GRACE_MS,
  RESTARTS,
  RETRY_AFTER_MAX_MS,
  ROUNDS,
  TIMEOUT_MS,
} from "./defaults.ts";
