import type { AgentState } from "./answer.ts";
import type { Fact, NodeEnd } from "./fact.ts";
import type { Failure } from "./failure.ts";

/** What was decided about a failure: the directive, whose rule it was, and what was passed over on the way. */
export type Decided = Pick<
  Extract<Fact, { type: "supervisor.decided" }>,
  "at" | "kind" | "directive" | "rule" | "delayMs" | "refused" | "attempts" | "rounds"
>;

/** How far the work says it is, from 0 to 1, and what there is so far. */
interface Progress {
  readonly fraction: number;
  readonly partial: unknown;
}

/** A node as its facts tell it. All but `label` up to `attempt` are those of `run.snapshot().nodes`; times are the host's, in milliseconds. */
export interface NodeRecord {
  readonly path: string;
  readonly kind: string;
  /** What a planner calls the task that it is at; undefined where none does. */
  readonly label: string | undefined;
  readonly state: AgentState;
  /** What was decided about it, in words; empty while there is nothing to say. */
  readonly disposition: string;
  readonly attempt: number;
  /** When it came into its state. */
  readonly since: number;
  /** When its present or last life began, and when that ended; undefined before. */
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** How that life ended; undefined while it goes on. */
  readonly end: NodeEnd | undefined;
  /** How long its attempts were at work, over all lives, without the one that is under way since `busySince`. */
  readonly busyMs: number;
  readonly busySince: number | undefined;
  /** Retries and rounds of revise, over all lives. */
  readonly retries: number;
  /** Until when it waits for its next attempt. */
  readonly retryAt: number | undefined;
  /** How often its group was started anew. */
  readonly restarts: number;
  /** The last report of the attempt that is under way, or was last. */
  readonly progress: Progress | undefined;
  /** The last failure, and what was decided about it. */
  readonly failure: Failure | undefined;
  readonly decision: Decided | undefined;
  /** Set where a gate passed because nobody looked in time. */
  readonly unattended: string | undefined;
  /** How many items its input has, for a map. */
  readonly items: number | undefined;
}
