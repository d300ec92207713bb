import type { Failure } from "../src/model/failure.ts";
import { backoffMs } from "./backoff.ts";
import { ALLOWED, DEFAULT_CHAINS, RETRY_AFTER_MAX_MS } from "./defaults.ts";
import {
  type Directive,
  type DirectiveName,
  startingAt,
  type Lineage,
  type NamedChain,
  nearest,
  type Rule,
} from "./policy.ts";

/** What the decision may know, and all of it: the same facts give the same decision, today and in a replay. */
export interface Asked {
  readonly failure: Failure;
  /** The node that failed. */
  readonly path: string;
  /** Its policy first, where it has one. */
  readonly lineage: Lineage | undefined;
  /** Of the activation that failed: its runs so far, its rounds of revise, whether this round's issues are the last one's. */
  readonly attempts: number;
  readonly rounds: number;
  readonly isSameIssue: boolean;
  /** Of the group around it: its restarts so far, and how many members each scope would start anew. */
  readonly restarts: number;
  readonly members: (directive: Directive) => number | undefined;
  /** Whether work that did not stop may be run again: it is idempotent, or its effects are keyed. */
  readonly isRepeatable: boolean;
  readonly now: number;
  /** When everything must be over, absolute, in milliseconds. */
  readonly deadline?: number;
  /** A number in [0, 1), for the jitter. */
  readonly draw: number;
  /** Another try costs no step, because it is a person's. Default false. */
  readonly isFree?: boolean;
  /** How many steps every ledger upward would still grant; none given: no limit. */
  readonly stepsLeft?: number;
  /** The same for what would stand in for `owner`: its own ledger does not pay for that. Default: `stepsLeft`. */
  readonly stepsAbove?: (owner: string) => number | undefined;
  /** Where a fallback plan failed: its place, behind which the chain goes on. */
  readonly after?: Rule;
}

/** A directive that was passed over, and why. */
export interface Refusal {
  readonly position: number;
  readonly does: DirectiveName;
  readonly why: string;
}

export interface Decision {
  readonly directive: Directive;
  readonly rule: Rule;
  /** How long to wait before a retry, in milliseconds. */
  readonly delayMs: number;
  readonly refused: readonly Refusal[];
  /** A try was passed over because a ledger could not pay for it: then giving up is the ledger's doing. */
  readonly isOutOfSteps: boolean;
}

interface Found extends NamedChain {
  readonly by: "policy" | "default";
}

const ESCALATE: Directive = { does: "escalate" };

/**
 * What to do about a failure: the first directive of the nearest policy's chain that the kind allows and every limit
 * grants; escalate when there is none. Pure, and total: it never throws.
 */
export function decide(asked: Asked): Decision {
  const found = findChain(asked);
  const refused: Refusal[] = [];
  let isOutOfSteps = false;
  for (const [position, directive] of found.chain.entries()) {
    if (asked.after !== undefined && position <= asked.after.position) continue;
    const delayMs = delayOf(directive, asked);
    const why = refusal(directive, asked, { delayMs, owner: found.owner });
    if (why === undefined) return { directive, rule: { ...ruleOf(found), position }, delayMs, refused, isOutOfSteps };
    refused.push({ position, does: directive.does, why });
    isOutOfSteps ||= why === OUT_OF_STEPS;
  }
  const rule = { ...ruleOf(found), position: found.chain.length };
  return { directive: ESCALATE, rule, delayMs: 0, refused, isOutOfSteps };
}

function ruleOf({ owner, by, kind }: Found): Omit<Rule, "position"> {
  return { owner, by, kind };
}

/** The nearest policy that names the kind, else the defaults of what failed. Behind a fallback, the chain that it is in. */
function findChain({ failure: { kind }, path, lineage, after }: Asked): Found {
  const sees = after === undefined ? lineage : startingAt(lineage, after.owner);
  const found = nearest(sees, after?.kind ?? kind);
  if (found !== undefined) return { ...found, by: "policy" };
  return { chain: DEFAULT_CHAINS[kind], owner: path, by: "default", kind };
}

function delayOf(directive: Directive, asked: Asked): number {
  if (directive.does !== "retry") return 0;
  const { retryAfterMs } = asked.failure;
  if (directive.delayMs !== undefined) return Math.max(directive.delayMs, Math.ceil(retryAfterMs ?? 0));
  return backoffMs(directive.backoff, asked.attempts, {
    draw: asked.draw,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

const OUT_OF_STEPS = "a ledger has too few steps left";

/** Why a directive cannot be taken now, in the order in which the limits are tested; undefined where it can. */
function refusal(
  directive: Directive,
  asked: Asked,
  { delayMs, owner }: { readonly delayMs: number; readonly owner: string },
): string | undefined {
  const { kind } = asked.failure;
  if (!ALLOWED[kind].includes(directive.does)) return `${directive.does} is not for ${kind}`;
  switch (directive.does) {
    case "retry":
      return refuseRetry(directive, asked, delayMs);
    case "revise":
      if (asked.rounds >= directive.rounds) return `rounds ${asked.rounds} of ${directive.rounds}`;
      if (asked.isSameIssue) return "the same issues twice";
      return asked.isFree === true || hasSteps(asked, 1) ? undefined : OUT_OF_STEPS;
    case "fallback":
      return !directive.costsSteps || hasStepsAbove(asked, owner) ? undefined : OUT_OF_STEPS;
    default:
      return undefined;
  }
}

type Retry = Extract<Directive, { does: "retry" }>;

function refuseRetry(retry: Retry, asked: Asked, delayMs: number): string | undefined {
  const members = asked.members(retry);
  if (members === undefined)
    return retry.from === undefined
      ? `scope ${retry.scope} has no group here`
      : `no finished step "${retry.from}" led to it`;
  const isGroup = retry.scope !== "one" || retry.from !== undefined;
  if (retry.from === undefined && asked.attempts >= retry.attempts)
    return `attempts ${asked.attempts} of ${retry.attempts}`;
  if (isGroup && asked.restarts >= retry.restarts) return `restarts ${asked.restarts} of ${retry.restarts}`;
  if (asked.failure.kind === "unresponsive" && !asked.isRepeatable)
    return "it may still be at work, and is not declared idempotent";
  if ((asked.failure.retryAfterMs ?? 0) > RETRY_AFTER_MAX_MS) return "its retry-after asks for more than an hour";
  if (asked.deadline !== undefined && asked.now + delayMs >= asked.deadline)
    return `its delay of ${delayMs} ms passes the deadline`;
  const isFree = !isGroup && asked.isFree === true;
  return isFree || hasSteps(asked, members) ? undefined : OUT_OF_STEPS;
}

function hasSteps(asked: Asked, steps: number): boolean {
  return asked.stepsLeft === undefined || asked.stepsLeft >= steps;
}

function hasStepsAbove(asked: Asked, owner: string): boolean {
  if (asked.stepsAbove === undefined) return hasSteps(asked, 1);
  return (asked.stepsAbove(owner) ?? 1) >= 1;
}
