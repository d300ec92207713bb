import type { OpenLine } from "./screen.ts";

/** The room that there is for a question. */
interface Room {
  readonly width: number;
  readonly rows: number;
  /** It is drawn again and again, so that a time can be counted down. */
  readonly isLive: boolean;
}

/** What is said of what was typed. */
interface Remark {
  /** The lines that were typed so far, with their prompts: they are on the terminal already, unless it is drawn again. */
  readonly typed: readonly string[];
  readonly said: readonly string[];
}

/** Where a question is put up, and what is typed can be seen. */
export interface Board {
  readonly columns: () => number;
  /** Writes what is typed. */
  readonly write: (text: string) => void;
  /** Puts up a question. */
  readonly pose: (sheet: (room: Room) => readonly string[]) => void;
  /** Says something of what was typed, in place of what was said before. */
  readonly remark: (remark: Remark) => void;
  /** Prints what is to stay. */
  readonly print: (lines: readonly string[]) => void;
  /** Learns which line is being typed, if any, and how many rows a finished one has taken. */
  readonly typing: (line: OpenLine | undefined) => void;
  readonly typed: (rows: number) => void;
}

/** Where a person is asked, and answers. */
export interface Desk extends Board {
  readonly input: NodeJS.ReadStream;
  /** Ctrl-C while somebody types: the terminal sends no signal then. */
  readonly interrupt: () => void;
}

/** How many lines a question may take where nothing is drawn again: one can scroll back. */
const PLAIN_ROWS = 60;

/** A board on which one line follows the other, and nothing is drawn again. */
export function plainBoard({ write, columns }: Pick<Board, "write" | "columns">): Board {
  const print = (lines: readonly string[]) => write(lines.map((line) => `${line}\n`).join(""));
  return {
    write,
    columns,
    pose: (sheet) => print(sheet({ width: widthFor(columns()), rows: PLAIN_ROWS, isLive: false })),
    remark: ({ said }) => print(said),
    print,
    typing: () => {},
    typed: () => {},
  };
}

/** How wide a line may be that does not reach the last column of a terminal. */
export function widthFor(columns: number): number {
  return Math.max(20, (columns || 80) - 1);
}
