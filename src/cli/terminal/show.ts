import type { Fact } from "../../model/fact.ts";
import type { RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import { eventTeller } from "./event-lines.ts";
import type { Paint } from "./paint.ts";
import { summaryLines } from "./summary.ts";

/** One way to show a run while it goes on, and how it ended. */
export interface Show {
  /** What happened, and the view after it. */
  see(view: RunView, fact: Fact): void;
  /** Leaves the keyboard to somebody who is asked. */
  pause(): void;
  /** Takes it back, and keeps a line of what was asked and answered. */
  resume(record: string): void;
  end(view: RunView, outcome: Outcome<unknown>): void;
  /** Gives back whatever it took of the terminal, however it ended; a second time does nothing. */
  close(): void;
}

/** Where lines go, and how they are coloured. */
export interface Pen {
  readonly write: (text: string) => void;
  readonly paint: Paint;
  /** What prints a value whole. */
  readonly wholeBy: string;
}

/** Without a terminal: one plain line for each event that matters, and the summary. */
export function lineShow({ write, paint, wholeBy }: Pen): Show {
  const tell = eventTeller(paint);
  return {
    ...STILL,
    see(view, fact) {
      for (const line of tell(view, fact)) write(`${line}\n`);
    },
    end(view, outcome) {
      write(`\n${summaryLines(view, outcome, { width: undefined, paint, wholeBy }).join("\n")}\n`);
    },
  };
}

/** For programs: every fact as a line of JSON. The last one is `run.ended`, which has the outcome. */
export function jsonShow({ write }: Pick<Pen, "write">): Show {
  return { ...STILL, see: (_view, fact) => write(`${JSON.stringify(fact)}\n`), end: () => {} };
}

/** Nothing but the outcome, at the end. */
export function quietShow({ write, paint, wholeBy }: Pen): Show {
  return {
    ...STILL,
    see: () => {},
    end(view, outcome) {
      write(`${summaryLines(view, outcome, { width: undefined, paint, wholeBy }).join("\n")}\n`);
    },
  };
}

const STILL = { pause: () => {}, resume: () => {}, close: () => {} };
