import type { PlanNode } from "../describe.ts";
import { quoted } from "./mermaid-text.ts";

/** Where arrows to a part of the drawing end, and where those from it begin. */
export interface Ends {
  readonly entry: string;
  readonly exits: readonly string[];
}

/** A plan that is to be drawn: its box is open, and has this id. */
export interface Box {
  readonly node: PlanNode;
  readonly id: string;
}

/** What patterns are drawn with. */
export interface Pen {
  /** Draws a child, with all that is in it. */
  child(node: PlanNode): Ends;
  /** Writes a line into the box that is open. */
  place(line: string): void;
  /** Draws an arrow; a dotted one is for what need not happen. */
  arrow(from: string, to: string, look?: { readonly label?: string; readonly isDotted?: boolean }): void;
}

/** A drawing under way. The arrows stand behind all boxes: named inside a box, they would pull nodes into it. */
export interface Sketch {
  readonly boxes: string[];
  readonly arrows: string[];
}

/** Writes a line at its depth. */
export function placeLine(sketch: Sketch, text: string, depth: number): void {
  sketch.boxes.push(`${"  ".repeat(depth)}${text}`);
}

/** Writes an arrow between two ids. */
export function placeArrow(
  sketch: Sketch,
  ends: { readonly from: string; readonly to: string },
  { label, isDotted = false }: { readonly label?: string; readonly isDotted?: boolean } = {},
): void {
  const text = label === undefined ? "" : quoted([label]);
  const line = isDotted ? (text === "" ? "-.->" : `-. ${text} .->`) : text === "" ? "-->" : `-->|${text}|`;
  sketch.arrows.push(`  ${ends.from} ${line} ${ends.to}`);
}

/** Draws arrows from all of these to one place. */
export function lead(pen: Pen, from: readonly string[], to: string): void {
  for (const exit of from) pen.arrow(exit, to);
}
