import type { Attempt } from "./history.ts";
import type { Played } from "./play.ts";

/** A run that is over, with its attempts at hand. */
export interface Judged extends Played {
  readonly attempts: readonly Attempt[];
}

/** What must hold of every run: a sentence, and what speaks against it. */
export interface Law {
  readonly says: string;
  readonly against: (run: Judged) => readonly string[];
}
