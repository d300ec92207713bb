import type { MessageResult } from "../../kernel/posts.ts";
import { duration } from "../duration.ts";
import type { Paint } from "../terminal/paint.ts";
import { oneLine } from "../terminal/text.ts";
import type { OpenJournal } from "./open-journal.ts";
import { shellWord } from "./shell-word.ts";

/** What a message was, and how long it was waited for. */
export interface Left {
  readonly journal: OpenJournal;
  /** In words: `approve of refund, run 7`. */
  readonly what: string;
  readonly paint: Paint;
  readonly waitMs: number;
}

/** The exit code of a message that was refused; one that is taken, or kept until it can be, is no failure. */
const REFUSED = 2;

/** What became of a message, in a line, and the exit code: 0 accepted, or kept for later, 2 not accepted. */
export function resultLine(
  result: MessageResult | undefined,
  { journal, what, paint, waitMs }: Left,
): { readonly text: string; readonly code: number } {
  if (result?.accepted === true) return { text: `${paint("good", "✓ accepted")}: ${what}`, code: 0 };
  if (result !== undefined) {
    const why = oneLine(result.why ?? "nobody knows why");
    return { text: `${paint("bad", "✗ not accepted")}: ${what}\n  ${why}`, code: REFUSED };
  }
  const { held, file } = journal;
  const when =
    held === undefined
      ? `no process runs the journal now; it takes effect at the next start, as by troupe resume ${shellWord(file)} <module>`
      : `process ${held.pid} on ${held.host} has not taken it within ${duration(waitMs)}; it takes effect as soon as a process has the run`;
  return { text: `${paint("wait", "○ kept")}: ${what}\n  ${when}`, code: 0 };
}
