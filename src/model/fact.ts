import type { About } from "./answer.ts";
import type { Failure, Issue } from "./failure.ts";
import type { Outcome } from "./outcome.ts";
import type { Question, Reply } from "./question.ts";
import type { Thrown } from "./thrown.ts";
import type { Budget, LedgerName, Usage } from "./usage.ts";

/** What every fact has. */
export interface FactBase {
  /** From 0, without gaps, within a run. */
  readonly seq: number;
  /** The host's clock, in milliseconds. */
  readonly at: number;
  /** The `seq` of the fact that led to this one; undefined for what began outside. */
  readonly cause: number | undefined;
  /** The node it is about; the run itself is "". */
  readonly path: string;
  /** Where it tells of what came from outside: how that came, and the id of its effect, as in `returned support/draft#2`. */
  readonly from?: string;
}

/** A node that the plan names before it runs. */
export interface PlannedNode {
  readonly path: string;
  readonly kind: string;
}

/** What happened outside: results, times, people, cancels, evaluated functions. They alone are needed to replay a run. */
export type WorldFact =
  | {
      readonly type: "run.started";
      readonly runId: string;
      readonly plan: string;
      readonly nodes: readonly PlannedNode[];
      readonly input: unknown;
      readonly budget: Budget;
      /** The worst case in steps, where the plan has one. */
      readonly bound: number | undefined;
      readonly deadline: number | undefined;
    }
  | {
      readonly type: "work.returned";
      readonly attempt: number;
      readonly output: unknown;
      readonly about: About | undefined;
    }
  | { readonly type: "work.declined"; readonly attempt: number; readonly reason: string }
  | { readonly type: "work.handed"; readonly attempt: number; readonly to: string; readonly context: unknown }
  | { readonly type: "work.asked"; readonly attempt: number; readonly question: unknown }
  | { readonly type: "work.threw"; readonly attempt: number; readonly thrown: Thrown }
  | {
      readonly type: "work.invalid";
      readonly attempt: number;
      readonly where: "input" | "output";
      readonly issues: readonly Issue[];
      readonly previous: unknown;
    }
  /** The process had ended, and another one goes on; whatever was at work then is lost. */
  | { readonly type: "run.resumed"; readonly lost: readonly string[] }
  /** The process let go of the run when it closed, for another one to go on with. */
  | { readonly type: "run.left" }
  /** The work began later than it was declared, by more than a hundredth of its timeout, which counts from here. */
  | { readonly type: "work.began"; readonly attempt: number }
  | { readonly type: "work.progressed"; readonly attempt: number; readonly fraction: number; readonly partial: unknown }
  | { readonly type: "work.spent"; readonly attempt: number; readonly usage: Usage }
  | { readonly type: "function.gave"; readonly call: string; readonly value: unknown }
  | { readonly type: "function.threw"; readonly call: string; readonly thrown: Thrown }
  | {
      readonly type: "question.answered";
      readonly question: string;
      readonly reply: Reply;
      readonly by: string | undefined;
      readonly role: string | undefined;
      /** The number of the message that it came in, where another process left it. */
      readonly post?: number;
    }
  | {
      readonly type: "run.cancelled";
      readonly reason: string;
      readonly by: "caller" | "shutdown";
      readonly post?: number;
    }
  | { readonly type: "timer.fired"; readonly timer: TimerName };

/** What a time was set for. */
export type TimerName = "timeout" | "grace" | "backoff" | "question" | "deadline" | "wall";

/** How a node's life ended. `restored`: what it had finished before is taken, and it is not run again. */
export type NodeEnd = "done" | "declined" | "handed" | "skipped" | "failed" | "stopped" | "restored";

/** What the kernel made of it: starts, decisions, state changes, ends. */
export type KernelFact =
  | {
      readonly type: "node.started";
      readonly kind: string;
      readonly life: number;
      readonly input: unknown;
      /** What a planner calls the task. */
      readonly label: string | undefined;
    }
  | { readonly type: "attempt.started"; readonly attempt: number; readonly life: number }
  | { readonly type: "attempt.aborted"; readonly attempt: number; readonly why: string }
  | {
      readonly type: "gate.opened";
      readonly gate: string;
      readonly kind: string;
      readonly when: "before" | "person" | "after" | "asking";
    }
  | {
      readonly type: "gate.decided";
      readonly gate: string;
      readonly isPass: boolean;
      readonly isUnattended: boolean;
      readonly why: string | undefined;
    }
  | { readonly type: "question.asked"; readonly question: Question }
  | { readonly type: "question.closed"; readonly question: string; readonly why: "answered" | "deadline" | "withdrawn" }
  /** Each has exactly one `supervisor.decided`, unless the node is being stopped. */
  | { readonly type: "node.failed"; readonly attempt: number; readonly failure: Failure; readonly isAbandoned: boolean }
  | { readonly type: "node.escalated"; readonly to: string; readonly failure: Failure }
  | {
      readonly type: "supervisor.decided";
      readonly kind: Failure["kind"];
      readonly directive: "retry" | "revise" | "skip" | "fallback" | "escalate";
      /** Whose policy said so, and which place of which chain. */
      readonly rule: {
        readonly owner: string;
        readonly by: "policy" | "default";
        readonly kind: string;
        readonly position: number;
      };
      readonly delayMs: number;
      readonly refused: readonly { readonly position: number; readonly does: string; readonly why: string }[];
      readonly attempts: number;
      readonly rounds: number;
      readonly restarts: number;
    }
  /** `failed` where the failure is none of its own: a decision about a node above goes through it. */
  | { readonly type: "supervisor.turned"; readonly to: "running" | "recovering" | "stopping" | "failed" }
  | { readonly type: "group.restarted"; readonly members: readonly string[]; readonly restarts: number }
  | { readonly type: "node.voided" }
  | {
      readonly type: "node.ended";
      readonly life: number;
      readonly how: NodeEnd;
      /** What was decided about it, in words. */
      readonly disposition: string;
      readonly output: unknown;
      readonly failure: Failure | undefined;
    }
  | {
      readonly type: "ledger.refused";
      /** The attempt that never began; undefined where the node itself was not let in. */
      readonly attempt: number | undefined;
      readonly ledger: LedgerName;
      readonly owner: string;
      readonly used: number;
      readonly limit: number;
      /** Of money that is not used up: what is promised to attempts under way, and what was asked for beside. */
      readonly promised?: number;
      readonly asked?: number;
    }
  | {
      readonly type: "ledger.spent";
      readonly ledger: LedgerName;
      readonly owner: string;
      readonly used: number;
      readonly limit: number;
    }
  /** The wall clock of the run stands while only people are waited for. */
  | { readonly type: "clock.resumed" }
  | { readonly type: "clock.paused"; readonly wallMs: number }
  /** Something came for an attempt, a gate or a node that is no longer there; it changed nothing. */
  | { readonly type: "dead.letter"; readonly what: string }
  | { readonly type: "run.ended"; readonly outcome: Outcome<unknown> };

/** One thing that happened. `source: "world"` is what a replay needs, `source: "kernel"` is what it must come to again. */
export type Fact = FactBase &
  ((WorldFact & { readonly source: "world" }) | (KernelFact & { readonly source: "kernel" }));

export type FactBody = WorldFact | KernelFact;

const WORLD: ReadonlySet<FactBody["type"]> = new Set<WorldFact["type"]>([
  "run.started",
  "work.returned",
  "work.declined",
  "work.handed",
  "work.asked",
  "work.threw",
  "work.invalid",
  "work.began",
  "work.progressed",
  "work.spent",
  "function.gave",
  "function.threw",
  "question.answered",
  "run.cancelled",
  "run.resumed",
  "run.left",
  "timer.fired",
]);

/** Whether it is of what happened outside. */
export function isWorld(body: FactBody): body is WorldFact {
  return WORLD.has(body.type);
}

/** A fact from its parts. */
export function makeFact(base: FactBase, body: FactBody): Fact {
  return isWorld(body) ? { ...base, source: "world", ...body } : { ...base, source: "kernel", ...body };
}
