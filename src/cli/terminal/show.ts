import type { Fact } from "../../model/fact.ts";
import type { RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import { eventTeller, type Teller } from "./event-lines.ts";
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
  /** What a run is called where several are shown. */
  readonly nameOf?: (runId: string) => string | undefined;
}

/** How many characters of lines are held back at most, while somebody takes their time to answer. */
const HELD_MAX = 1_000_000;

/** A pen whose lines may end up where somebody types. */
interface LinePen extends Pen {
  /** Questions are asked on the same terminal: no line is written while somebody types. */
  readonly isShared?: boolean;
}

/** Without a live picture: one plain line for each event that matters, and the summary. */
export function lineShow({ write, paint, wholeBy, nameOf = () => undefined, isShared = false }: LinePen): Show {
  const tellers = new Map<string, Teller>();
  const tell: Teller = (view, fact) => {
    const { runId } = view;
    const teller = tellers.get(runId) ?? eventTeller(paint, nameOf(runId));
    tellers.set(runId, teller);
    return teller(view, fact);
  };
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
      const summary = summaryLines(view, outcome, { width: undefined, paint, wholeBy });
      write(`\n${[...headLines(nameOf(view.runId), view, paint), ...summary].join("\n")}\n`);
    },
    close: release,
  };
}

/** For programs: every fact as a line of JSON; `hasRun`: with the run's id. The last one is `run.ended`, which has the outcome. */
export function jsonShow({ write, hasRun = false }: Pick<Pen, "write"> & { readonly hasRun?: boolean }): Show {
  const lineOf = (runId: string, fact: Fact) => JSON.stringify(hasRun ? { run: runId, ...fact } : fact);
  return { ...STILL, see: ({ runId }, fact) => write(`${lineOf(runId, fact)}\n`), end: () => {} };
}

/** Nothing but the outcome, at the end. */
export function quietShow({ write, paint, wholeBy, nameOf = () => undefined }: Pen): Show {
  return {
    ...STILL,
    see: () => {},
    end(view, outcome) {
      const summary = summaryLines(view, outcome, { width: undefined, paint, wholeBy });
      write(`${[...headLines(nameOf(view.runId), view, paint), ...summary].join("\n")}\n`);
    },
  };
}

/** Which run it is, where several are shown. */
function headLines(name: string | undefined, { plan }: RunView, paint: Paint): readonly string[] {
  return name === undefined ? [] : [paint("strong", `run ${name}, ${plan}`)];
}

const STILL = { pause: () => {}, resume: () => {}, close: () => {} };
