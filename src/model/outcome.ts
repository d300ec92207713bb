import type { Failure } from "./failure.ts";
import type { Spend } from "./usage.ts";

/** A node whose declared value stands in for its output, and why. */
export interface Skipped {
  readonly path: string;
  readonly failure: Failure;
}

interface Ended {
  readonly runId: string;
  readonly spend: Spend;
  /** The output of every agent that finished, by path: nothing finished is lost, however the run ends. */
  readonly finished: Readonly<Record<string, unknown>>;
  /** Work that ignored its abort signal beyond the grace: it may still be going on, and nothing it says is heard. */
  readonly abandoned: readonly string[];
}

/** How a run ended. Never thrown: a run's `outcome` promise only ever resolves. */
export type Outcome<O> =
  | (Ended & { readonly status: "done"; readonly output: O })
  | (Ended & { readonly status: "degraded"; readonly output: O; readonly skipped: readonly [Skipped, ...Skipped[]] })
  | (Ended & { readonly status: "failed"; readonly failure: Failure })
  | (Ended & { readonly status: "cancelled"; readonly reason: string; readonly by: "caller" | "shutdown" });
