import { widthOf } from "./text.ts";

const BEGIN_UPDATE = "\u001b[?2026h";
const END_UPDATE = "\u001b[?2026l";
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const CLEAR_LINE_END = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";

/** What a screen needs of a terminal. `columns` may be 0 or missing where nobody knows. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

/** A line that somebody is typing below the picture. */
export interface OpenLine {
  /** Whether it fits into one row; a longer one cannot be drawn again. */
  readonly isShort: () => boolean;
  /** Writes it again where the cursor is, and leaves the cursor in it. */
  readonly again: () => void;
}

/** What belongs to a picture. */
interface Beside {
  /** Text that is put above the picture, for good. */
  readonly above?: string;
  /** A line below the picture, in which the cursor is; it must be short. */
  readonly line?: OpenLine | undefined;
}

/** A picture at the bottom of a terminal that is drawn over and over, with lines above it that stay. */
export interface Screen {
  /** Draws the picture, in one update that does not flicker; nothing is written where nothing changed. */
  draw(lines: readonly string[], beside?: Beside): void;
  /** Puts text above the picture, for good. The picture is gone until it is drawn again. */
  print(text: string): void;
  /** Counts lines that somebody else has written below the picture: the next drawing wipes them too. */
  wipeBelow(rows: number): void;
  /** Wipes the picture, and gives the cursor back. */
  close(): void;
}

/** A screen on a terminal. The cursor is hidden until it is closed, or the process ends, or somebody types. */
export function createScreen({ write, columns }: Terminal): Screen {
  let shown: readonly string[] = [];
  let below = 0;
  let isHidden = false;

  const showCursor = () => {
    process.off("exit", showCursor);
    if (isHidden) write(SHOW_CURSOR);
    isHidden = false;
  };
  const hideCursor = () => {
    if (isHidden) return "";
    process.once("exit", showCursor);
    isHidden = true;
    return HIDE_CURSOR;
  };

  /** To the start of the picture, also where a narrower terminal has wrapped its lines meanwhile. */
  function goBack(): string {
    const width = Math.max(1, columns());
    const rows = shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), below);
    return rows === 0 ? "\r" : `\u001b[${rows}A\r`;
  }

  function wipe(): string {
    const back = goBack();
    shown = [];
    below = 0;
    return `${back}${CLEAR_BELOW}`;
  }

  return {
    draw(lines, { above = "", line } = {}) {
      const isSame = lines.length === shown.length && lines.every((text, place) => text === shown[place]);
      if (above === "" && below === 0 && isSame) return;
      const hide = hideCursor();
      const start = above === "" ? goBack() : `${wipe()}${above}`;
      const picture = lines.map((text) => `${text}${CLEAR_LINE_END}\n`).join("");
      write(`${BEGIN_UPDATE}${hide}${start}${picture}${CLEAR_BELOW}${line === undefined ? END_UPDATE : ""}`);
      shown = lines;
      below = 0;
      if (line === undefined) return;
      line.again();
      showCursor();
      write(END_UPDATE);
    },
    print(text) {
      write(`${BEGIN_UPDATE}${wipe()}${text}${END_UPDATE}`);
    },
    wipeBelow(rows) {
      below += rows;
    },
    close() {
      write(wipe());
      showCursor();
    },
  };
}
