import { nodesOf, type RunView, wallMsAt } from "../../model/fold.ts";
import { duration, ticking } from "../duration.ts";
import { rowsOf } from "./folding.ts";
import { type Forest, treesOf } from "./node-tree.ts";
import type { Paint } from "./paint.ts";
import { rowLines } from "./row.ts";
import { clip, count, widthOf } from "./text.ts";

/** The place that a picture of a run is drawn for. */
export interface Canvas {
  readonly columns: number;
  /** How many lines it may take, at least 4. */
  readonly rows: number;
  readonly paint: Paint;
  /** The moment that is shown, in milliseconds of the host's clock. */
  readonly now: number;
  /** What Ctrl-C does. Default: it cancels. */
  readonly hint?: string;
  /** Default: one that is made anew; a run that is drawn again and again keeps its own. */
  readonly forest?: Forest;
}

/** The supervision tree of a run as lines: no line reaches the last column, and there are at most `rows`. */
export function treeLines(view: RunView, canvas: Canvas): readonly string[] {
  const { columns, rows, paint, now, forest = treesOf } = canvas;
  const moment = { now, questions: view.questions };
  return rowLines(rowsOf(forest(nodesOf(view)), rows), { width: columns - 1, paint, moment });
}

/** The live picture of a run: its title, the tree, and what was spent of the budget. */
export function frameLines(view: RunView, canvas: Canvas, title?: string): readonly string[] {
  const { columns, rows, paint } = canvas;
  const width = columns - 1;
  const head = title === undefined ? [] : [paint("strong", clip(title, width)), ""];
  const tree = treeLines(view, { ...canvas, rows: Math.max(1, rows - head.length - 2) });
  return [...head, ...tree, "", statusLine(view, canvas, width)].slice(-Math.max(1, rows));
}

function statusLine(view: RunView, { paint, now, hint = "Ctrl-C cancels" }: Canvas, width: number): string {
  if (view.cancelled !== undefined) {
    const text = `cancelling (${view.cancelled}) … Ctrl-C again ends the process at once`;
    return paint("wait", clip(text, width));
  }
  const spent = clip(spentText(view, now), width);
  const gap = width - widthOf(spent) - hint.length;
  return paint("faint", gap < 3 ? spent : `${spent}${" ".repeat(gap)}${hint}`);
}

/** What was spent, each against its bound: `9 of 40 steps · 12.4s of 2m · $0.12 of $1`. */
export function spentText(view: RunView, now: number): string {
  const { budget, spend } = view;
  const wallMs = view.outcome === undefined ? wallMsAt(view, now) : spend.wallMs;
  const wall = view.outcome === undefined ? ticking(wallMs) : duration(wallMs);
  const parts = [
    budget.steps === undefined ? count(spend.steps, "step") : `${spend.steps} of ${count(budget.steps, "step")}`,
    budget.wallMs === undefined ? wall : `${wall} of ${duration(budget.wallMs)}`,
    spend.usd > 0 || budget.usd !== undefined ? `${dollars(spend.usd)}${ofLimit(budget.usd, dollars)}` : "",
    spend.tokens > 0 || budget.tokens !== undefined ? `${spend.tokens}${ofLimit(budget.tokens, String)} tokens` : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function ofLimit(limit: number | undefined, word: (limit: number) => string): string {
  return limit === undefined ? "" : ` of ${word(limit)}`;
}

function dollars(usd: number): string {
  return `$${Number(usd.toFixed(4))}`;
}
