import { nodesOf, type RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import { spentText } from "./frame.ts";
import type { Paint, Tone } from "./paint.ts";
import { clip, count, fill, oneLine, valueLine } from "./text.ts";
import { causesOf, failureText } from "./why.ts";

/** How many skipped or abandoned places are listed; the rest is counted. */
const LISTED_MAX = 10;
const LABEL_WIDTH = 10;

/** How wide a summary may be, and how it is coloured. Without a width nothing is cut. */
export interface Paper {
  readonly width: number | undefined;
  readonly paint: Paint;
}

/** How a run ended: its outcome, what it gave, what it spent against the budget, what was skipped, why it failed. */
export function summaryLines(view: RunView, outcome: Outcome<unknown>, { width, paint }: Paper): readonly string[] {
  const room = width === undefined ? Number.POSITIVE_INFINITY : width - LABEL_WIDTH - 2;
  const line = (label: string, text: string) => `  ${paint("faint", fill(label, LABEL_WIDTH))}${clip(text, room)}`;
  const { sign, tone } = SIGNS[outcome.status];
  const head = `${paint(tone, `${sign} ${outcome.status}`)}${paint("faint", ` · ${headText(view)}`)}`;
  return [head, ...endLines(outcome, line), ...abandonedLines(outcome, line)];
}

type Line = (label: string, text: string) => string;

const SIGNS: Readonly<Record<Outcome<unknown>["status"], { readonly sign: string; readonly tone: Tone }>> = {
  done: { sign: "✓", tone: "good" },
  degraded: { sign: "✓", tone: "odd" },
  failed: { sign: "✗", tone: "bad" },
  cancelled: { sign: "◌", tone: "wait" },
};

function headText(view: RunView): string {
  const retries = nodesOf(view).reduce((sum, node) => sum + node.retries, 0);
  return `${spentText(view, view.at)}${retries === 0 ? "" : ` · ${count(retries, "retry", "retries")}`}`;
}

function endLines(outcome: Outcome<unknown>, line: Line): readonly string[] {
  switch (outcome.status) {
    case "done":
      return [line("output", valueLine(outcome.output))];
    case "degraded": {
      const places = outcome.skipped.map(({ path, failure }) => `${path}: ${failureText(failure)}`);
      return [line("output", valueLine(outcome.output)), ...listLines(places, "skipped", line)];
    }
    case "failed":
      return [
        ...causesOf(outcome.failure).map((cause, place) => line(place === 0 ? "failure" : "because", cause)),
        ...keptLines(outcome, line),
      ];
    case "cancelled":
      return [line("reason", oneLine(outcome.reason)), ...keptLines(outcome, line)];
  }
}

function keptLines({ finished }: Outcome<unknown>, line: Line): readonly string[] {
  const kept = Object.keys(finished).length;
  return kept === 0 ? [] : [line("kept", `the outputs of ${count(kept, "agent")}`)];
}

function abandonedLines({ abandoned }: Outcome<unknown>, line: Line): readonly string[] {
  const places = abandoned.map((id) => `${id}: ignored its abort, and may still be at work`);
  return listLines(places, "abandoned", line);
}

function listLines(places: readonly string[], label: string, line: Line): readonly string[] {
  const listed = places.slice(0, LISTED_MAX).map((place, index) => line(index === 0 ? label : "", place));
  const left = places.length - listed.length;
  return left > 0 ? [...listed, line("", `… ${left} more`)] : listed;
}
