import { nodesOf, type RunView } from "../../model/fold.ts";
import type { Outcome, Skipped } from "../../model/outcome.ts";
import { lookUp } from "../../model/path-table.ts";
import { spentText } from "./frame.ts";
import { isLacking } from "./look.ts";
import type { Paint, Tone } from "./paint.ts";
import { clip, count, fill, oneLine, plainLine, valueLine, widthOf, wrap } from "./text.ts";
import { atMost, valueLines } from "./value-lines.ts";
import { causesOf, failureText } from "./why.ts";

/** How many skipped, kept or abandoned places are listed; the rest is counted. */
const LISTED_MAX = 10;
/** How many lines an output may take, and any other thing that is said. */
const OUTPUT_LINES_MAX = 20;
const SAID_LINES_MAX = 8;
const LABEL_WIDTH = 10;
/** How wide it is where no terminal says so. */
const PLAIN_WIDTH = 100;

/** How wide a summary may be, and how it is coloured. */
export interface Paper {
  /** Default: 100. */
  readonly width: number | undefined;
  readonly paint: Paint;
  /** What prints a value whole; default `--json`. */
  readonly wholeBy?: string;
}

/**
 * How a run ended: its outcome, what it gave, what it spent against the budget, what was skipped, why it failed, what is
 * kept all the same. An output takes twenty lines at most; it is said how the rest can be seen.
 */
export function summaryLines(view: RunView, outcome: Outcome<unknown>, paper: Paper): readonly string[] {
  const { sign, tone } = SIGNS[outcome.status];
  const word = isLetGo(view, outcome) ? "let go" : outcome.status;
  const head = `${paper.paint(tone, `${sign} ${word}`)}${paper.paint("faint", ` · ${headText(view)}`)}`;
  const page = pageOn(paper);
  return [head, ...endLines(view, outcome, page), ...abandonedLines(outcome, page)];
}

/** Ways to say something behind a label. */
interface Page {
  /** A value, over some lines. */
  readonly value: (label: string, value: unknown) => readonly string[];
  /** A text, over some lines. */
  readonly text: (label: string, text: string) => readonly string[];
  /** Texts of one line each, of which ten are shown. */
  readonly list: (label: string, texts: readonly (() => string)[]) => readonly string[];
  readonly room: number;
  readonly wholeBy: string;
}

function pageOn({ width = PLAIN_WIDTH, paint, wholeBy = "--json" }: Paper): Page {
  const room = Math.max(20, width - LABEL_WIDTH - 2);
  const behind = (label: string, lines: readonly string[]) =>
    lines.map((line, place) => `  ${paint("faint", fill(place === 0 ? label : "", LABEL_WIDTH))}${line}`);
  const remedy = `${wholeBy} prints it whole`;
  return {
    value: (label, value) => behind(label, atMost(valueLines(value, room), OUTPUT_LINES_MAX, remedy)),
    text: (label, text) => behind(label, atMost(wrap(oneLine(text), room), SAID_LINES_MAX, remedy)),
    list(label, texts) {
      const listed = texts.slice(0, LISTED_MAX).map((text) => clip(plainLine(text()), room));
      const left = texts.length - listed.length;
      return behind(label, left > 0 ? [...listed, `… ${left} more`] : listed);
    },
    room,
    wholeBy,
  };
}

const SIGNS: Readonly<Record<Outcome<unknown>["status"], { readonly sign: string; readonly tone: Tone }>> = {
  done: { sign: "✓", tone: "good" },
  degraded: { sign: "✓", tone: "odd" },
  failed: { sign: "✗", tone: "bad" },
  cancelled: { sign: "◌", tone: "wait" },
};

/** Its process lets go of it, and another one goes on: nothing of an end is in its facts. */
function isLetGo(view: RunView, outcome: Outcome<unknown>): boolean {
  return view.outcome === undefined && outcome.status === "cancelled" && outcome.by === "shutdown";
}

function headText(view: RunView): string {
  const retries = nodesOf(view).reduce((sum, node) => sum + node.retries, 0);
  return `${spentText(view, view.at)}${retries === 0 ? "" : ` · ${count(retries, "retry", "retries")}`}`;
}

function endLines(view: RunView, outcome: Outcome<unknown>, page: Page): readonly string[] {
  switch (outcome.status) {
    case "done":
      return page.value("output", outcome.output);
    case "degraded": {
      const skipped = outcome.skipped.filter(({ path }) => !isLackingIn(view, path));
      const lacking = outcome.skipped.filter(({ path }) => isLackingIn(view, path));
      return [
        ...page.value("output", outcome.output),
        ...placeLines("skipped", skipped, page),
        ...placeLines("degraded", lacking, page),
      ];
    }
    case "failed":
      return [
        ...causesOf(outcome.failure).flatMap((cause, place) => page.text(place === 0 ? "failure" : "because", cause)),
        ...keptLines(outcome, page),
      ];
    case "cancelled":
      return [...page.text("reason", outcome.reason), ...keptLines(outcome, page)];
  }
}

/** Whether it gave less than it should, and nothing stands in for it. */
function isLackingIn({ nodes }: RunView, path: string): boolean {
  const record = lookUp(nodes, path);
  return record !== undefined && isLacking(record);
}

function placeLines(label: string, places: readonly Skipped[], page: Page): readonly string[] {
  const texts = places.map(
    ({ path, failure }) =>
      () =>
        `${path}: ${failureText(failure)}`,
  );
  return texts.length === 0 ? [] : page.list(label, texts);
}

function keptLines({ finished }: Outcome<unknown>, { text, list, room, wholeBy }: Page): readonly string[] {
  const kept = Object.entries(finished);
  if (kept.length === 0) return [];
  const [outputs, them] = kept.length === 1 ? ["output", "it"] : ["outputs", "them"];
  const widest = kept.slice(0, LISTED_MAX).reduce((most, [path]) => Math.max(most, widthOf(path)), 0);
  const paths = Math.min(widest, Math.floor(room / 2));
  return [
    ...text("kept", `the ${outputs} of ${count(kept.length, "agent")}; ${wholeBy} prints ${them} whole`),
    ...list(
      "",
      kept.map(
        ([path, output]) =>
          () =>
            `${fill(path, paths)}  ${valueLine(output)}`,
      ),
    ),
  ];
}

function abandonedLines({ abandoned }: Outcome<unknown>, page: Page): readonly string[] {
  const places = abandoned.map((id) => () => `${id}: ignored its abort, and may still be at work`);
  return places.length === 0 ? [] : page.list("abandoned", places);
}
