import type { Place, Places } from "./place.ts";

/**
 * How bad it is: `error`: it can never do what it says; `warning`: it is probably not meant; `note`: it is worth knowing.
 */
export type Severity = "error" | "warning" | "note";

/** What was found in a plan, where, and what to do about it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The place in the plan, as in a run's paths. */
  readonly path: string;
  /** In a sentence. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
}

/** What a rule says of a place. */
export type Remark = Pick<Finding, "severity" | "message" | "remedy">;

/** One thing that is looked for, at every place of a plan. Pure, and total. */
export interface Rule {
  readonly name: string;
  check(place: Place, places: Places): readonly Remark[];
}
