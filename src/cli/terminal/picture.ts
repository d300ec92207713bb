import type { RunView } from "../../model/fold.ts";
import { type Board, widthFor } from "./desk.ts";
import { frameLines } from "./frame.ts";
import { createForest, type Forest } from "./node-tree.ts";
import type { Paint } from "./paint.ts";

/** While somebody is asked: twice a second at most where something happens, else once, for the time. */
const BUSY_MS = 500;
const QUIET_MS = 1_000;
/** The tree has so many lines at least, and what is typed below a question has so many. */
const TREE_ROWS_MIN = 4;
const TYPED_ROWS = 2;

/** What a picture is drawn of, and for. */
export interface PictureOptions {
  readonly stream: NodeJS.WriteStream;
  readonly paint: Paint;
  /** A headline for a run. */
  readonly titleOf: (view: RunView) => string | undefined;
  /** What Ctrl-C does. */
  readonly hint?: string;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
}

/** A run as it was seen last. */
interface Seen {
  readonly view: RunView;
  readonly at: number;
  readonly forest: Forest;
}

type Sheet = Parameters<Board["pose"]>[0];

/**
 * The picture of a run at any moment, or of several, one below the other, in the size that the terminal has then, with a
 * question below where one is open.
 */
export interface Picture {
  readonly columns: () => number;
  see(view: RunView): void;
  /** Puts a question below, in place of any other; undefined: takes it away. */
  ask(sheet: Sheet | undefined): void;
  /** What is said below the question, in place of what was said before. */
  note(lines: readonly string[]): void;
  /** Whether it should be drawn again: with a question less often, so that it can be read in peace. */
  isDue(): boolean;
  lines(): readonly string[];
}

/** A picture of nothing yet. */
export function createPicture({ stream, paint, titleOf, hint, clock }: PictureOptions): Picture {
  const columns = () => stream.columns || 80;
  const seen = new Map<string, Seen>();
  let facts = 0;
  let posed: Sheet | undefined;
  let notes: readonly string[] = [];
  let drawn = { facts: 0, at: clock() };
  const askedLines = (rows: number): readonly string[] =>
    posed === undefined
      ? []
      : [...posed({ width: widthFor(columns()), rows: rows - notes.length, isLive: true }), ...notes];
  const drawOne = ({ view, at, forest }: Seen, rows: number): readonly string[] => {
    const now = view.outcome === undefined ? view.at + clock() - at : view.at;
    const canvas = { columns: columns(), rows, paint, forest, now, ...(hint === undefined ? {} : { hint }) };
    return frameLines(view, canvas, titleOf(view));
  };
  return {
    columns,
    see(view) {
      const { forest = createForest() } = seen.get(view.runId) ?? {};
      seen.set(view.runId, { view, at: clock(), forest });
      facts += 1;
    },
    ask(sheet) {
      posed = sheet;
      notes = [];
    },
    note(lines) {
      notes = lines;
    },
    isDue() {
      const restMs = clock() - drawn.at;
      return posed === undefined || restMs >= (facts === drawn.facts ? QUIET_MS : BUSY_MS);
    },
    lines() {
      if (facts === 0) return [];
      drawn = { facts, at: clock() };
      const total = (stream.rows || 24) - 1;
      const asked = askedLines(total - Math.max(TREE_ROWS_MIN, Math.floor(total / 4)) - TYPED_ROWS);
      const rows = Math.max(TREE_ROWS_MIN, total - asked.length - (asked.length > 0 ? TYPED_ROWS : 0));
      const frame = framesOf([...seen.values()], rows, drawOne);
      return asked.length === 0 ? frame : [...frame, ...asked].slice(-Math.max(1, total - TYPED_ROWS));
    },
  };
}

/** A run among others has so many rows at least: its headline, a line of its tree, what it spent, and lines between. */
const FRAME_ROWS_MIN = 5;

/** The frames of runs below one another: those that go on first, and of those as many as there is room for. */
function framesOf(
  seen: readonly Seen[],
  rows: number,
  draw: (one: Seen, rows: number) => readonly string[],
): readonly string[] {
  const [only, another] = seen;
  if (only === undefined) return [];
  if (another === undefined) return draw(only, rows);
  const open = seen.filter(({ view }) => view.outcome === undefined);
  const room = Math.max(1, Math.floor(rows / (FRAME_ROWS_MIN + 1)));
  const first = new Set(open.toSorted((a, b) => b.view.questions.length - a.view.questions.length).slice(0, room));
  const shown = open.filter((one) => first.has(one));
  const share = Math.floor(rows / Math.max(1, shown.length)) - 1;
  const left = open.length - shown.length;
  const over = seen.length - open.length;
  const words = [...(left > 0 ? [`${left} more going on`] : []), ...(over > 0 ? [`${over} over`] : [])];
  return [
    ...shown.flatMap((one, place) => [...(place === 0 ? [] : [""]), ...draw(one, share)]),
    ...(words.length === 0 ? [] : [`… ${words.join(", ")}`]),
  ].slice(0, rows);
}
