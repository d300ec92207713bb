import { duration } from "../duration.ts";
import type { Paint } from "../terminal/paint.ts";
import { clip, count, fill, oneLine, widthOf } from "../terminal/text.ts";
import { type Standing, STANDING_LOOKS } from "./standing.ts";

/** A run as the list has it. */
export interface ListedRun {
  readonly id: string;
  readonly plan: string;
  /** "damaged": its facts cannot be read. */
  readonly state: Standing | "damaged";
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly steps: number;
  /** What it may take, where it is bounded. */
  readonly stepsMax: number | undefined;
  /** The ids and names of its open questions. */
  readonly questions: readonly { readonly id: string; readonly name: string; readonly deadline: number }[];
}

const DAMAGED = { sign: "✗", tone: "bad" } as const;
const HEAD = ["run", "plan", "state", "age", "steps", "asks"] as const;
/** The names of questions take no more than this. */
const ASKS_WIDTH = 40;

/** Runs as a table: no column is cut but that of the questions, for ids are there to be copied. */
export function runsTable(
  runs: readonly ListedRun[],
  { paint, now }: { readonly paint: Paint; readonly now: number },
): readonly string[] {
  const rows = runs.map((run) => cellsOf(run, now));
  const widths = HEAD.map((head, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? "")), widthOf(head)),
  );
  const line = (cells: readonly string[], toned: (text: string, column: number) => string) =>
    cells
      .map((cell, column) =>
        toned(fill(cell, widths[column] ?? 0, column === 3 || column === 4 ? "right" : "left"), column),
      )
      .join("  ")
      .trimEnd();
  return [
    line(HEAD, (text) => paint("faint", text)),
    ...runs.map((run, place) =>
      line(rows[place] ?? [], (text, column) => (column === 2 ? paint(lookFor(run).tone, text) : text)),
    ),
  ];
}

function lookFor({ state }: ListedRun) {
  return state === "damaged" ? DAMAGED : STANDING_LOOKS[state];
}

function cellsOf(run: ListedRun, now: number): readonly string[] {
  const { id, plan, state, startedAt, steps, stepsMax } = run;
  return [
    id,
    oneLine(plan),
    `${lookFor(run).sign} ${state}`,
    duration(now - startedAt),
    state === "damaged" ? "" : stepsMax === undefined ? String(steps) : `${steps} of ${stepsMax}`,
    asksText(run, now),
  ];
}

function asksText({ questions }: ListedRun, now: number): string {
  const [first, ...others] = questions;
  if (first === undefined) return "";
  const left = first.deadline <= now ? "deadline passed" : `${duration(first.deadline - now)} left`;
  const more = others.length === 0 ? "" : `, ${count(others.length, "more", "more")}`;
  return `${clip(oneLine(first.name), ASKS_WIDTH)}, ${left}${more}`;
}
