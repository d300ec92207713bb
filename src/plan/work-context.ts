import type { Feedback, Supplied } from "../model/answer.ts";
import type { HandedOff } from "./said.ts";
import type { Usage } from "../model/usage.ts";
import type { Brief } from "../model/brief.ts";

/** What an agent's work is given beside its input. */
export interface WorkContext {
  /** Aborted when the attempt times out, is cancelled, or is no longer needed. Work that ignores it is abandoned after the grace. */
  readonly signal: AbortSignal;
  /** From 1, over all tries of this activation. */
  readonly attempt: number;
  /** What was wrong with the last output, also after a failure in between; undefined before the first one was found wrong. */
  readonly feedback: Feedback | undefined;
  /** The task's, where a planner gave one; else the agent's own or its role's. */
  readonly brief: Brief | undefined;
  /** What the work asked back for so far, in this activation, and was told: the newest last. */
  readonly answers: readonly Supplied[];
  /** The same for all attempts of one activation: hand it to whatever must not happen twice. */
  readonly idempotencyKey: string;
  /**
   * How far it is, from 0 to 1, and what there is so far. Reports that nobody has read are joined to the newest. Of one
   * attempt the first 1,000 are all kept, then every tenth, after 10,000 every hundredth, and so on; 1 always is.
   */
  progress(fraction: number, partial?: unknown): void;
  /** What was used, as soon as it is known; it is charged even if the attempt fails, or is over. Throws a TypeError for what is no record of amounts, for a misspelled one, and for what is no number from 0 to 2^53 - 1. */
  spend(usage: Usage): void;
}

/** What the work of an agent with `handsTo` is given beside that. */
export interface Hands<in To extends string> {
  /**
   * Passes control and context to a peer: `return handoff("billing", { … })`. It costs no step of its own; the agent is
   * done, and the peer works on that context as its input. Work that calls this and returns no hand-off has a defect.
   */
  handoff(to: To, context: unknown): HandedOff;
}
