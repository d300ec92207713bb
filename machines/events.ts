import type { About, Feedback, Supplied } from "../src/model/answer.ts";
import type { Failure } from "../src/model/failure.ts";
import type { Reply } from "../src/model/question.ts";
import type { Directive, Rule } from "../supervisors/policy.ts";

/** What the kernel adds to an event when it takes it from the queue, so that machines need neither clock nor chance nor ledger. */
export interface Stamp {
  /** Milliseconds. */
  readonly now: number;
  /** A number in [0, 1). */
  readonly draw: number;
  /** When all must be over: the run's deadline, or the moment at which a wall ledger would be spent. */
  readonly deadline?: number;
  /** What the poorest steps ledger upward would still grant, and whose ledger it is. */
  readonly steps?: { readonly left: number; readonly owner: string };
  /** All steps ledgers upward, its own first. */
  readonly ledgers?: readonly { readonly left: number; readonly owner: string }[];
}

/** A decision that concerns a node further up: everything between carries it on unread. */
export interface Verdict {
  /** The node whose output or failure it is about. */
  readonly owner: string;
  /** `spent`: its ledger is used up, and its policy is to be asked. */
  readonly does: "skip" | "fallback" | "escalate" | "spent";
  readonly directive?: Directive;
  readonly rule?: Rule;
  /** What still works may run to its end: only steps are spent, and these are paid for. */
  readonly isDrain?: boolean;
}

/** Why a node is stopped though it did not fail. */
export type StopReason = "cancelled" | "not-needed" | "sibling-failed" | "restarting";

/**
 * `abort` ends what works, one member after the other; `halt` all of it at once, because money or time is spent;
 * `drain` lets it run to its end and starts nothing more; `hold` does so until its turn to be aborted comes.
 */
export type StopHow = "abort" | "halt" | "drain" | "hold";

/** Events that every agent and every supervisor understands. */
export type NodeEvent =
  | {
      readonly type: "START";
      readonly input: unknown;
      readonly attempt: number;
      readonly feedback?: Feedback;
      /** What it asked back for in a former life, and was told. */
      readonly answers?: readonly Supplied[];
    }
  | { readonly type: "STOP"; readonly how: StopHow; readonly why: StopReason }
  /** A ledger is spent, or the deadline is over: everything ends now, with this failure. */
  | { readonly type: "HALT"; readonly failure: Failure; readonly verdict?: Verdict }
  /** The declared value stands in for the output. */
  | { readonly type: "SKIP"; readonly value: unknown; readonly failure: Failure };

/** What one attempt's work came to. A stale attempt's words are dead letters. */
export type WorkEvent =
  | { readonly type: "WORK_RETURNED"; readonly attempt: number; readonly output: unknown; readonly about?: About }
  | { readonly type: "WORK_DECLINED"; readonly attempt: number; readonly reason: string }
  /** It lacks something: whoever around it knows is asked, and then it works again. */
  | { readonly type: "WORK_ASKED"; readonly attempt: number; readonly question: unknown }
  | { readonly type: "WORK_HANDED"; readonly attempt: number; readonly to: string; readonly context: unknown }
  | { readonly type: "WORK_FAILED"; readonly attempt: number; readonly failure: Failure }
  /** A ledger cannot pay for this attempt: it never began. */
  | { readonly type: "REFUSED"; readonly attempt: number; readonly failure: Failure; readonly verdict: Verdict }
  | { readonly type: "TIMEOUT"; readonly attempt: number; readonly failure: Failure }
  /** Aborted work is still not over. */
  | { readonly type: "GRACE_OVER"; readonly attempt: number; readonly failure: Failure };

/** What a gate said; `gate` numbers the gates that this agent has opened in its life. */
export type GateAnswer =
  | { readonly type: "GATE_PASSED"; readonly gate: number; readonly edited?: { readonly value: unknown } }
  | { readonly type: "GATE_FAILED"; readonly gate: number; readonly failure: Failure; readonly verdict?: Verdict }
  /** A gate that was taken back is closed: the plan that was deciding is over. */
  | { readonly type: "GATE_CLOSED"; readonly gate: number };

export type AgentEvent =
  | NodeEvent
  | WorkEvent
  | GateAnswer
  | { readonly type: "RETRY"; readonly attempt: number; readonly feedback?: Feedback };

/** What a child tells its supervisor; `life` is the incarnation that says it. */
export type ChildEvent =
  | {
      readonly type: "CHILD_DONE";
      readonly slot: number;
      readonly life: number;
      readonly output: unknown;
      readonly about?: About;
      /** A declared value stands for its output. */
      readonly isSkipped?: true;
    }
  | { readonly type: "CHILD_DECLINED"; readonly slot: number; readonly life: number; readonly reason: string }
  | {
      readonly type: "CHILD_HANDED";
      readonly slot: number;
      readonly life: number;
      readonly to: string;
      readonly context: unknown;
    }
  | {
      readonly type: "CHILD_FAILED";
      readonly slot: number;
      readonly life: number;
      readonly failure: Failure;
      readonly verdict?: Verdict;
      /** What an agent asked back for so far, and was told. */
      readonly answers?: readonly Supplied[];
      readonly stamp: Stamp;
    }
  | {
      readonly type: "CHILD_STOPPED";
      readonly slot: number;
      readonly life: number;
      /** As of one that failed. */
      readonly answers?: readonly Supplied[];
    };

export type SupervisorEvent =
  | NodeEvent
  | ChildEvent
  /** The pattern's own function, asked under that key, gave a value; or it threw. */
  | { readonly type: "EVALUATED"; readonly key: number; readonly value: unknown }
  | { readonly type: "NOT_EVALUATED"; readonly key: number; readonly failure: Failure }
  /** A backoff is over. */
  | { readonly type: "WAITED"; readonly slot: number; readonly life: number }
  /** What a person said about an escalation that no policy could handle; or nobody did by the deadline. */
  | { readonly type: "ANSWERED"; readonly slot: number; readonly reply: Reply }
  | { readonly type: "DEADLINE"; readonly slot: number };
