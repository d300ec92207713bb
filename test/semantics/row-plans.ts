import { z } from "zod";
import { approval } from "../../src/gates/approval.ts";
import { policy } from "../../src/gates/check.ts";
import { agent } from "../../src/plan/agent.ts";
import { branch } from "../../src/plan/branch.ts";
import { chain } from "../../src/plan/chain.ts";
import { escalate, fallback, retry, revise, skip } from "../../src/plan/directives.ts";
import { retyped } from "../../src/plan/erasure.ts";
import { graph } from "../../src/plan/graph.ts";
import { handoff } from "../../src/plan/handoff.ts";
import { loop } from "../../src/plan/loop.ts";
import { map } from "../../src/plan/map.ts";
import { orchestrate } from "../../src/plan/orchestrate.ts";
import { parallel } from "../../src/plan/parallel.ts";
import type { Agent, Plan, Policy, Retry, Revise, Skip, Escalate, Fallback } from "../../src/plan/plan.ts";
import type { Ballot } from "../../src/patterns/vote.ts";
import type { Verdict } from "../../src/patterns/verdict.ts";
import { refine } from "../../src/plan/refine.ts";
import { route } from "../../src/plan/route.ts";
import { vote } from "../../src/plan/vote.ts";
import { best } from "../../src/plan/vote-rules.ts";
import { TROUBLE_AT_MS } from "./row-acts.ts";
import type { Kind, Row } from "./rows.ts";

/** The input of every run: three jobs. A map takes them one by one, every other pattern takes them all. */
export type Jobs = readonly string[];
export const JOBS: Jobs = ["left", "job", "right"];

export const DECLARED = "the declared value";
export const OTHER = "the other plan";

const critic = agent("critic", { work: (_: unknown): Verdict => ({ verdict: "pass" }) });
const planner = agent("planner", { work: (_: unknown) => [] });
const echo = (name: string) => agent(name, { work: (input: unknown): unknown => input });
const other = agent("other-plan", { work: (_: unknown): unknown => OTHER });

/** In a map all items have one time limit: there the slow one is slow because a person looks at it. */
const waiting = approval("look", { when: (output) => output === "right", deadlineMs: 5_000, otherwise: "reject" });

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
    case "vote": {
      const judge = agent("judge", { work: (_: readonly Ballot<unknown>[]): number => 0 });
      return vote("group", [echo("left"), child, echo("right")], best(judge));
    }
    case "loop":
      return loop("group", child, { until: (_, round) => round === 2, max: 2 });
    case "refine":
      return refine("group", { generate: child, evaluate: critic, rounds: 1 });
    case "handoff": {
      const front = agent("front", { handsTo: ["work"], work: (input: unknown): unknown => input });
      const work: Agent<unknown, unknown> = retyped(child);
      return handoff("group", { front, work }, { start: "front", max: 1 });
    }
    case "graph": {
      const nodes = {
        left: echo("left"),
        before: echo("before"),
        work: child,
        right: echo("right"),
        join: echo("join"),
      };
      return graph("group", nodes, { after: { work: ["before"], join: ["left", "work", "right"] }, output: "join" });
    }
    case "orchestrate": {
      const workers = { left: echo("left"), work: child, right: echo("right") };
      const bounds = { rounds: 1, maxTasks: 3 };
      return orchestrate("group", { workers, planner, synthesizer: echo("writer"), ...bounds });
    }
    default:
      return child.given((jobs: Jobs): unknown => jobs);
  }
}

/** Where the nodes of a row are. */
export function pathsOf({ pattern }: Row): { readonly child: string; readonly group: string; readonly outer: string } {
  if (pattern === "an agent alone") return { child: "work", group: "work", outer: "work" };
  const group = pattern === "given" ? "outer/work" : "outer/group";
  const index = { map: "[1]", loop: "[1]", orchestrate: "[0]" };
  const child = `${group}/work${pattern === "map" || pattern === "loop" || pattern === "orchestrate" ? index[pattern] : ""}`;
  return { group, child, outer: "outer" };
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
