import type { Tone } from "../terminal/paint.ts";
import type { SeenRun } from "./stored-view.ts";

/** How a run of a journal stands, for those who look from outside. */
export type Standing =
  | "running"
  | "waiting"
  | "interrupted"
  | "cancelling"
  | "done"
  | "degraded"
  | "failed"
  | "cancelled";

/**
 * How a run stands: how it ended; else whether only people are waited for, which no process is needed for; else whether
 * some process holds its journal, and so runs it, as far as can be told from outside.
 */
export function standingOf({ stored, view }: SeenRun, isHeld: boolean): Standing {
  if (stored.status !== undefined) return stored.status;
  if (view.cancelled !== undefined) return "cancelling";
  if (view.questions.length > 0 && view.wall.runsSince === undefined) return "waiting";
  return isHeld ? "running" : "interrupted";
}

/** A sign and a tone for each, as nodes have them. */
export const STANDING_LOOKS: Readonly<Record<Standing, { readonly sign: string; readonly tone: Tone }>> = {
  running: { sign: "●", tone: "busy" },
  waiting: { sign: "?", tone: "wait" },
  interrupted: { sign: "◌", tone: "faint" },
  cancelling: { sign: "◌", tone: "wait" },
  done: { sign: "✓", tone: "good" },
  degraded: { sign: "✓", tone: "odd" },
  failed: { sign: "✗", tone: "bad" },
  cancelled: { sign: "◌", tone: "wait" },
};
