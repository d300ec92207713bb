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

/** How many characters of lines are held back at most, while somebody takes their time to answer. */
const HELD_MAX = 1_000_000;

/** A pen whose lines may end up where somebody types. */
interface LinePen extends Pen {
  /** Questions are asked on the same terminal: no line is written while somebody types. */
  readonly isShared?: boolean;
}

/** Without a live picture: one plain line for each event that matters, and the summary. */
export function lineShow({ write, paint, wholeBy, isShared = false }: LinePen): Show {
  const tell = eventTeller(paint);
  let held: string | undefined;
  const release = () => {
    if (held !== undefined) write(held);
    held = undefined;
  };
  return {
    see(view, fact) {
      const lines = tell(view, fact)
        .map((line) => `${line}\n`)
        .join("");
      if (held === undefined) write(lines);
      else held = (held + lines).slice(-HELD_MAX);
    },
    pause() {
      if (isShared) held = "";
    },
    resume: release,
    end(view, outcome) {
      write(`\n${summaryLines(view, outcome, { width: undefined, paint, wholeBy }).join("\n")}\n`);
    },
    close: release,
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
