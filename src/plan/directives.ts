import { BACKOFF, ATTEMPTS, RESTARTS, ROUNDS } from "../../supervisors/defaults.ts";
import type { BackoffRule, Scope } from "../../supervisors/policy.ts";
import { acceptName } from "../model/accept-name.ts";
import { acceptKeys, acceptNumber, acceptWord, DURATION_MS_MAX } from "../model/accept.ts";
import { TroupeError } from "../model/troupe-error.ts";
import { DIRECTIVE } from "./brand.ts";
import { declared, specOf } from "./erasure.ts";
import type { Escalate, Fallback, Plan, Retry, Revise, Skip } from "./plan.ts";

/** How long to wait before the next try: `min(maxMs, initialMs × factor^(n-1))`. Milliseconds, up to 315,360,000,000 (ten years). */
export interface Backoff {
  /** Default 500. */
  readonly initialMs?: number;
  /** At least 1; default 2. */
  readonly factor?: number;
  /** Default 30,000. */
  readonly maxMs?: number;
  /** `full` (the default) draws evenly between 0 and the delay; `none` takes the delay. */
  readonly jitter?: "full" | "none";
}

/** What a retry may be told. */
export interface RetryOptions {
  /** Runs of one activation, the first included, over all kinds of failure. At least 1; default 3. */
  readonly attempts?: number;
  /** Parts that are left out keep their default. A provider's retry-after is waited for in any case. */
  readonly backoff?: Backoff;
  /** A fixed delay in place of the backoff, in milliseconds. */
  readonly delayMs?: number;
  /**
   * What is started anew, in a parallel, a map, a vote or a graph: `one` (the default) what failed, `rest` also the
   * unfinished members that began after it, `all` every unfinished member. Finished members keep their outcome. In a chain,
   * use `from`.
   */
  readonly scope?: Scope;
  /** The step of the chain or the graph to go back to: it and what consumed its output are done again. Bounded by `restarts` alone. */
  readonly from?: string;
  /** How often a group may be restarted in its life, with scope rest or all, or `from`. Default 1. */
  readonly restarts?: number;
}

/**
 * Another try of what failed, after a delay.
 *
 * @throws TroupeError BAD_OPTION
 */
export function retry(options: RetryOptions = {}): Retry {
  acceptKeys(options, { where: "retry", known: ["attempts", "backoff", "delayMs", "scope", "from", "restarts"] });
  const { attempts = ATTEMPTS, backoff = {}, delayMs, scope = "one", from } = options;
  acceptWord(scope, { where: "scope of retry", words: ["one", "rest", "all"] });
  if (from !== undefined) acceptFrom(from, scope);
  const { restarts = scope === "one" && from === undefined ? 0 : RESTARTS } = options;
  return Object.freeze({
    [DIRECTIVE]: Object.freeze({
      does: "retry",
      attempts: acceptNumber(attempts, { where: "attempts of retry", min: 1, isWhole: true }),
      backoff: backoffRule(backoff),
      ...(delayMs === undefined ? {} : { delayMs: acceptDelay(delayMs, "delayMs of retry") }),
      scope,
      ...(from === undefined ? {} : { from }),
      restarts: acceptNumber(restarts, { where: "restarts of retry", min: 0, isWhole: true }),
    }),
  });
}

function acceptFrom(from: string, scope: Scope): void {
  acceptName(from, "the step to go back to, from,");
  if (scope === "one") return;
  throw new TroupeError("BAD_OPTION", {
    what: `retry goes back with from ${JSON.stringify(from)} and restarts with scope "${scope}" at once.`,
    remedy: "Use from in a chain or a graph, and scope in a parallel, a map, a vote or a graph.",
    facts: { from, scope },
  });
}

function backoffRule(backoff: Backoff): BackoffRule {
  acceptKeys(backoff, { where: "backoff of retry", known: ["initialMs", "factor", "maxMs", "jitter"] });
  const {
    initialMs = BACKOFF.initialMs,
    factor = BACKOFF.factor,
    maxMs = BACKOFF.maxMs,
    jitter = BACKOFF.jitter,
  } = backoff;
  return Object.freeze({
    initialMs: acceptDelay(initialMs, "initialMs of backoff"),
    factor: acceptNumber(factor, { where: "factor of backoff", min: 1 }),
    maxMs: acceptDelay(maxMs, "maxMs of backoff"),
    jitter: acceptWord(jitter, { where: "jitter of backoff", words: ["full", "none"] }),
  });
}

function acceptDelay(value: unknown, where: string): number {
  return acceptNumber(value, { where, min: 0, max: DURATION_MS_MAX });
}

/**
 * Another try that hears what was found wrong with the last output, at once. It counts its own rounds (default 2, at
 * least 1) beside the attempts; the same issues twice in a row end it. Only for `invalid-output`.
 *
 * @throws TroupeError BAD_OPTION
 */
export function revise(options: { readonly rounds?: number } = {}): Revise {
  acceptKeys(options, { where: "revise", known: ["rounds"] });
  const { rounds = ROUNDS } = options;
  return Object.freeze({
    [DIRECTIVE]: Object.freeze({
      does: "revise",
      rounds: acceptNumber(rounds, { where: "rounds of revise", min: 1, isWhole: true }),
    }),
  });
}

/**
 * A declared value in place of the output of the plan that declares it; the run is then degraded. It costs nothing,
 * and cannot fail, so that nothing can follow it in a chain.
 *
 * @throws TroupeError NOT_JSON
 */
export function skip<const O>(value: O): Skip<O> {
  return Object.freeze({ [DIRECTIVE]: Object.freeze({ does: "skip" }), value: declared(value, "The value of skip") });
}

/**
 * Another plan, on the same input, in place of the plan that declares it. Its output is a full answer: the run is not
 * degraded. If it fails too, the chain goes on behind it.
 *
 * @throws TroupeError NOT_A_PLAN
 */
export function fallback<I, O>(plan: Plan<I, O>): Fallback<I, O> {
  specOf(plan, "The plan of fallback");
  return Object.freeze({ [DIRECTIVE]: Object.freeze({ does: "fallback" }), plan });
}

/** Gives up here: the plan fails, and the next policy above is asked. Nothing can follow it in a chain. */
export function escalate(): Escalate {
  return Object.freeze({ [DIRECTIVE]: Object.freeze({ does: "escalate" }) });
}
