import { EMPTY_VIEW, type RunView } from "../../model/fold.ts";
import { type Board, widthFor } from "./desk.ts";
import { frameLines } from "./frame.ts";
import { createForest } from "./node-tree.ts";
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
  readonly title: string | undefined;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
}

type Sheet = Parameters<Board["pose"]>[0];

/** The picture of a run at any moment, in the size that the terminal has then, with a question below where one is open. */
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
export function createPicture({ stream, paint, title, clock }: PictureOptions): Picture {
  const forest = createForest();
  const columns = () => stream.columns || 80;
  let view: RunView = EMPTY_VIEW;
  let seenAt = clock();
  let posed: Sheet | undefined;
  let notes: readonly string[] = [];
  let drawn = { facts: 0, at: clock() };
  const askedLines = (rows: number): readonly string[] =>
    posed === undefined
      ? []
      : [...posed({ width: widthFor(columns()), rows: rows - notes.length, isLive: true }), ...notes];
  return {
    columns,
    see(next) {
      view = next;
      seenAt = clock();
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
      return posed === undefined || restMs >= (view.facts === drawn.facts ? QUIET_MS : BUSY_MS);
    },
    lines() {
      if (view.facts === 0) return [];
      drawn = { facts: view.facts, at: clock() };
      const total = (stream.rows || 24) - 1;
      const asked = askedLines(total - Math.max(TREE_ROWS_MIN, Math.floor(total / 4)) - TYPED_ROWS);
      const rows = Math.max(TREE_ROWS_MIN, total - asked.length - (asked.length > 0 ? TYPED_ROWS : 0));
      const now = view.at + clock() - seenAt;
      const frame = frameLines(view, { columns: columns(), rows, paint, forest, now }, title);
      return asked.length === 0 ? frame : [...frame, ...asked].slice(-Math.max(1, total - TYPED_ROWS));
    },
  };
}
