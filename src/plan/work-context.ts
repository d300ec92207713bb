import type { Feedback } from "../model/answer.ts";
import type { Usage } from "../model/usage.ts";
import type { Brief } from "./brief.ts";

/** What an agent's work is given beside its input. */
export interface WorkContext {
  /** Aborted when the attempt times out, is cancelled, or is no longer needed. Work that ignores it is abandoned after the grace. */
  readonly signal: AbortSignal;
  /** From 1, over all tries of this activation. */
  readonly attempt: number;
  /** What the last try got wrong; undefined on a first try and after a failure that says nothing of the output. */
  readonly feedback: Feedback | undefined;
  readonly brief: Brief | undefined;
  /** The same for all attempts of one activation: hand it to whatever must not happen twice. */
  readonly idempotencyKey: string;
  /** How far it is, from 0 to 1, and what there is so far. At most 1,000 reports of one attempt are kept. */
  progress(fraction: number, partial?: unknown): void;
  /** What was used, as soon as it is known; it is charged even if the attempt fails. Throws a TypeError for a number that is negative or not finite. */
  spend(usage: Usage): void;
}
