import type { FailureKind } from "../src/model/failure.ts";

/** How long to wait before the next try: `min(maxMs, initialMs × factor^(n-1))`, then jitter. Milliseconds. */
export interface BackoffRule {
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number;
  /** `full` draws evenly between 0 and the delay (the AWS study's best for shared services); `none` takes the delay. */
  readonly jitter: "full" | "none";
}

/** What a retry restarts: the culprit, or also its unfinished siblings. Finished ones keep their outcome always. */
export type Scope = "one" | "rest" | "all";

/** What a policy can answer, as data: no functions, so that a policy can be compared, stored and drawn. */
export type Directive =
  | {
      readonly does: "retry";
      /** Runs of one activation, the first included, over all kinds. */
      readonly attempts: number;
      readonly backoff: BackoffRule;
      /** A fixed delay in place of the backoff. */
      readonly delayMs?: number;
      readonly scope: Scope;
      /** The step to go back to, in a chain. */
      readonly from?: string;
      /** How often this group may be restarted in its life; only for scope rest, all and `from`. */
      readonly restarts: number;
    }
  | { readonly does: "revise"; readonly rounds: number }
  | { readonly does: "skip"; readonly value: unknown }
  /** `plan` indexes the owner's fallback plans; `name` is that plan's. */
  | { readonly does: "fallback"; readonly plan: number; readonly name: string; readonly costsSteps: boolean }
  | { readonly does: "escalate" };

export type DirectiveName = Directive["does"];
export type Chain = readonly Directive[];

/** A chain per kind; `*` covers the kinds that are not named. */
export type PolicyTable = { readonly [K in FailureKind | "*"]?: Chain };

/** The policies that see a failure, the nearest first. Nodes without a policy have no link. */
export interface Lineage {
  readonly owner: string;
  readonly table: PolicyTable;
  readonly up: Lineage | undefined;
}

/** Where a decision comes from: the owner's path, or the defaults of `path`. */
export interface Rule {
  readonly owner: string;
  readonly by: "policy" | "default";
  /** The kind whose chain was taken; `*` where that named it. */
  readonly kind: FailureKind | "*";
  /** The place in the chain; the chain's length for the escalate that ends every chain. */
  readonly position: number;
}

/** A chain that a policy has, whose it is, and under which name. */
export interface NamedChain {
  readonly chain: Chain;
  readonly owner: string;
  readonly kind: FailureKind | "*";
}

/** Under which name a policy has a chain for the kind: its own, else `*`; none where it leaves the kind to others. */
export function nameFor(table: PolicyTable, kind: FailureKind | "*"): FailureKind | "*" | undefined {
  if (table[kind] !== undefined) return kind;
  return table["*"] === undefined ? undefined : "*";
}

/** The chain of the nearest policy that names the kind; none where no policy does, and the default of the kind holds. */
export function nearest(lineage: Lineage | undefined, kind: FailureKind | "*"): NamedChain | undefined {
  for (let link = lineage; link !== undefined; link = link.up) {
    const name = nameFor(link.table, kind);
    const chain = name === undefined ? undefined : link.table[name];
    if (name !== undefined && chain !== undefined) return { chain, owner: link.owner, kind: name };
  }
  return undefined;
}

/** The lineage from the owner's policy upwards; none where it is not in it. */
export function startingAt(lineage: Lineage | undefined, owner: string): Lineage | undefined {
  let link = lineage;
  while (link !== undefined && link.owner !== owner) link = link.up;
  return link;
}

/** The lineage with one more policy below it, or the same where there is none. */
export function under(owner: string, table: PolicyTable | undefined, up: Lineage | undefined): Lineage | undefined {
  return table === undefined ? up : { owner, table, up };
}
