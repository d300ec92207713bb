import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { policy } from "../../src/gates/check.ts";
import type { Act, Script } from "../../src/hosts/virtual/act.ts";
import { fail } from "../../src/model/fail.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { map } from "../../src/plan/map.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Plan, Policy, Retry, Revise, Skip, Escalate, Fallback } from "../../src/plan/plan.ts";
import { route } from "../../src/plan/route.ts";
import type { Kind, Row } from "./rows.ts";

/** The input of every run: three jobs. A map takes them one by one, every other pattern takes them all. */
export type Jobs = readonly string[];
export const JOBS: Jobs = ["left", "job", "right"];

/** When it happens, in virtual milliseconds: by then `left` has finished, and `right` is still at work. */
export const TROUBLE_AT_MS = 20;
export const GRACE_MS = 10;

export const DECLARED = "the declared value";
export const OTHER = "the other plan";

const echo = (name: string) => agent(name, { work: (input: unknown): unknown => input });
const other = agent("other-plan", { work: (_: unknown): unknown => OTHER });

/** In a map all items have one time limit: there the slow one is slow because a person looks at it. */
const waiting = approval("look", { when: (output) => output === "right", deadlineMs: 5_000, otherwise: "reject" });
export const approving: NonNullable<Script["answer"]> = () => ({ afterMs: 1_000, reply: { verdict: "approve" } });

/** The plan whose work, somewhere in it, fails with the kind. */
export function troubled({ kind, isIdempotent, pattern }: Row): Plan<unknown, unknown> {
  const work = (input: unknown): unknown => input;
  switch (kind) {
    case "timeout":
    case "unresponsive": {
      const slow = agent("work", { work, timeoutMs: TROUBLE_AT_MS, idempotent: isIdempotent });
      return pattern === "map" ? slow.gated(waiting) : slow;
    }
    case "invalid-output":
      return agent("work", { work: (_: unknown): string => "", output: z.string() });
    case "rejected":
      return agent("work", { work }).gated(policy("fit", (output) => output !== "unfit"));
    case "budget":
      return agent("work", { work }).budgeted({ usd: 1 });
    case "unresolved":
      return chain("work", [agent("inner", { work })]);
    case "escalated":
      return chain("work", [agent("inner", { work }).supervised({ "*": [escalate()] })]);
    default:
      return agent("work", { work });
  }
}

/** The node that fails and is decided about: that of the child, or the agent in it that gives up first. */
export function culpritOf({ kind }: Row, child: string): string {
  return kind === "escalated" ? `${child}/inner` : child;
}

/** The agent whose attempts are counted. */
export function workerOf({ kind }: Row, child: string): string {
  return kind === "escalated" || kind === "unresolved" ? `${child}/inner` : child;
}

/** What its first try comes to. */
function troubleOf(kind: Kind): Act {
  const afterMs = TROUBLE_AT_MS;
  switch (kind) {
    case "transient":
      return { afterMs, ends: { throws: fail.transient("flaky") } };
    case "rate-limited":
      return { afterMs, ends: { throws: fail.rateLimited("slow down", { retryAfterMs: 30 }) } };
    case "permanent":
    case "escalated":
      return { afterMs, ends: { throws: fail.permanent("never") } };
    case "defect":
      return { afterMs, ends: { throws: new TypeError("x is undefined") } };
    case "invalid-output":
      return { afterMs, ends: { returns: 7 } };
    case "rejected":
      return { afterMs, ends: { returns: "unfit" } };
    case "unresolved":
      return { afterMs, ends: { declines: "not mine" } };
    case "budget":
      return { spends: [{ afterMs, usage: { costUsd: 2 } }] };
    case "unresponsive":
      return { onAbort: "ignores" };
    case "timeout":
    case "cancelled":
    case "lost":
    case "refused":
      return {};
  }
}

/** Who does what. Tries are counted over all lives, because a new life of a plan counts its attempts anew. */
export function acting(row: Row): NonNullable<Script["act"]> {
  let tries = 0;
  return ({ path, input }) => {
    const name = (path.split("/").at(-1) ?? path).replace(/\[\d+\]$/, "");
    switch (name) {
      case "left":
        return { afterMs: 1, ends: { returns: "left" } };
      case "right":
        return { afterMs: 1_000, ends: { returns: "right" } };
      case "by":
        return { afterMs: 1, ends: { returns: "work" } };
      case "before":
        return { afterMs: 1, ends: { returns: input } };
      case "work":
      case "inner":
        if (input === "left") return { afterMs: 1, ends: { returns: "left" } };
        if (input === "right") return { afterMs: isLimited(row) ? 1 : 1_000, ends: { returns: "right" } };
        tries += 1;
        return tries === 1 ? troubleOf(row.kind) : { afterMs: 1, ends: { returns: "good" } };
      default:
        return undefined;
    }
  };
}

function isLimited({ kind }: Row): boolean {
  return kind === "timeout" || kind === "unresponsive";
}

/** The whole plan of a row: the child in its pattern, and where an ancestor has the policy, a chain around that. */
export function planOf(row: Row): Plan<Jobs, unknown> {
  const { pattern, place } = row;
  const child = place === "child" ? troubled(row).supervised(policyOf(row)) : troubled(row);
  if (pattern === "an agent alone") return child;
  const around = inPattern(row, child);
  const group = place === "pattern" ? around.supervised(policyOf(row)) : around;
  const outer = chain("outer", [group, echo("tail")]);
  return place === "ancestor" ? outer.supervised(policyOf(row)) : outer;
}

function inPattern({ pattern }: Row, child: Plan<unknown, unknown>): Plan<Jobs, unknown> {
  switch (pattern) {
    case "chain":
      return chain("group", [echo("before"), child, echo("after")]);
    case "parallel":
      return parallel("group", { left: echo("left"), work: child, right: echo("right") });
    case "map":
      return map("group", child, { maxItems: 3 });
    case "branch":
      return branch("group", { on: () => "work", cases: { work: child, other: echo("other") } });
    case "route": {
      const by = agent("by", { work: (_: unknown): "work" | "other" => "work" });
      return route("group", { by, to: { work: child, other: echo("other") }, otherwise: echo("otherwise") });
    }
    default:
      return child.given((jobs: Jobs): unknown => jobs);
  }
}

/** Where the nodes of a row are. */
export function pathsOf({ pattern }: Row): { readonly child: string; readonly group: string; readonly outer: string } {
  if (pattern === "an agent alone") return { child: "work", group: "work", outer: "work" };
  const group = pattern === "given" ? "outer/work" : "outer/group";
  return { group, child: pattern === "map" ? `${group}/work[1]` : `${group}/work`, outer: "outer" };
}

type Again = Exclude<Kind, "rejected" | "permanent" | "budget" | "cancelled">;
type Asked = Exclude<Kind, "cancelled">;

/** The policy that says what the row says: by the kind's name where that may be written, else under `*`. */
export function policyOf(row: Row): Policy<unknown, unknown> {
  const { directive } = row;
  const stand = skip(DECLARED);
  switch (directive) {
    case "retry": {
      const chainOf: readonly (Retry | Skip<unknown>)[] = [retry({ delayMs: 5 }), stand];
      const named: Partial<Record<Again, typeof chainOf>> = Object.fromEntries([[row.kind, chainOf]]);
      return isNameable(row) ? named : { "*": chainOf };
    }
    case "revise": {
      const chainOf: readonly (Revise | Skip<unknown>)[] = [revise(), stand];
      return isNameable(row) ? { "invalid-output": chainOf } : { "*": chainOf };
    }
    case "fallback": {
      const chainOf: readonly (Fallback<unknown, unknown> | Skip<unknown>)[] = [fallback(other), stand];
      const named: Partial<Record<Exclude<Asked, "budget">, typeof chainOf>> = Object.fromEntries([
        [row.kind, chainOf],
      ]);
      return isNameable(row) ? named : { "*": chainOf };
    }
    case "skip":
    case "escalate": {
      const chainOf: readonly (Skip<unknown> | Escalate)[] = [directive === "skip" ? stand : escalate()];
      const named: Partial<Record<Asked, typeof chainOf>> = Object.fromEntries([[row.kind, chainOf]]);
      return row.kind === "cancelled" ? { "*": chainOf } : named;
    }
  }
}

/** What the types of a policy let one write under the name of the kind. */
function isNameable({ kind, directive }: Row): boolean {
  if (kind === "cancelled") return false;
  if (directive === "revise") return kind === "invalid-output";
  if (directive === "fallback") return kind !== "budget";
  return !["rejected", "permanent", "budget"].includes(kind);
}
