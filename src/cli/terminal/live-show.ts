import { EMPTY_VIEW, type RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import { type Board, widthFor } from "./desk.ts";
import { gather } from "./foreign-output.ts";
import type { Keyboard } from "./keyboard.ts";
import { frameLines, treeLines } from "./frame.ts";
import { createForest } from "./node-tree.ts";
import type { Paint } from "./paint.ts";
import { createScreen, type OpenLine } from "./screen.ts";
import type { Show } from "./show.ts";
import { summaryLines } from "./summary.ts";

/** At most twelve pictures a second. */
const FRAME_MS = 84;
/** Drawing may take this part of the time at most; a larger tree is drawn less often. */
const SHARE = 0.1;
/** While somebody is asked: twice a second at most where something happens, else once, for the time. */
const BUSY_MS = 500;
const QUIET_MS = 1_000;
/** The tree has so many lines at least, and what is typed below a question has so many. */
const TREE_ROWS_MIN = 4;
const TYPED_ROWS = 2;
/** How many lines the last picture may have: it stays, and may be taller than the terminal. */
const FINAL_ROWS = 60;

/** A terminal to draw on, and how. */
export interface LiveOptions {
  readonly stream: NodeJS.WriteStream;
  /** Streams that end up on the same terminal: what others write to them is shown above the picture. */
  readonly beside: readonly NodeJS.WriteStream[];
  readonly paint: Paint;
  readonly title: string | undefined;
  /** What prints a value whole. */
  readonly wholeBy: string;
  readonly keyboard: Keyboard;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
}

/** A live show, with questions below its picture: they are drawn with it, again and again. */
export interface LiveShow extends Show {
  readonly board: Board;
}

/** The supervision tree, drawn over and over at the bottom of the terminal; at the end once more, with a summary. */
export function liveShow(options: LiveOptions): LiveShow {
  const { stream, beside, keyboard, clock } = options;
  const picture = createPicture(options);
  let line: OpenLine | undefined;
  let isClosed = false;

  const others = gather([stream, ...beside]);
  const screen = createScreen({ write: others.write, columns: picture.columns });
  const draw = (above = "") => {
    if (line?.isShort() !== false) screen.draw(picture.lines(), { above: above + others.take(), line });
  };
  const stopDrawing = drawAgain(() => {
    if (picture.isDue()) draw();
  }, clock);
  const redraw = () => draw();
  stream.on("resize", redraw);
  keyboard.take();

  const board: Board = {
    columns: picture.columns,
    write: others.write,
    pose(sheet) {
      picture.ask({ sheet, notes: [] });
      draw();
    },
    remark({ typed, said }) {
      picture.note([...typed, ...said]);
      draw();
    },
    print: (lines) => draw(lines.map((text) => `${text}\n`).join("")),
    typing(open) {
      line = open;
    },
    typed: screen.wipeBelow,
  };

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    stopDrawing();
    keyboard.release();
    stream.off("resize", redraw);
    others.flush();
    const last = others.take();
    if (last !== "") screen.print(last);
    screen.close();
    others.restore();
  }

  return {
    board,
    see: picture.see,
    pause: keyboard.release,
    resume(record) {
      picture.ask(undefined);
      keyboard.take();
      draw(`${record}\n`);
    },
    end(last, outcome) {
      close();
      stream.write(lastPicture(last, outcome, options));
    },
    close,
  };
}

/** The tree and how it ended, as they stay in the terminal. */
function lastPicture(view: RunView, outcome: Outcome<unknown>, { stream, paint, title, wholeBy }: LiveOptions): string {
  const columns = stream.columns || 80;
  const head = title === undefined ? [] : [paint("strong", title), ""];
  const tree = treeLines(view, { columns, rows: FINAL_ROWS, paint, now: view.at });
  const summary = summaryLines(view, outcome, { width: columns - 1, paint, wholeBy });
  return `${[...head, ...tree, "", ...summary].join("\n")}\n`;
}

/** A question in the picture, and what was said of what was typed. */
interface Posed {
  readonly sheet: Parameters<Board["pose"]>[0];
  readonly notes: readonly string[];
}

/** The picture of a run at any moment, in the size that the terminal has then. */
function createPicture({ stream, paint, title, clock }: LiveOptions) {
  const forest = createForest();
  const columns = () => stream.columns || 80;
  let view: RunView = EMPTY_VIEW;
  let seenAt = clock();
  let posed: Posed | undefined;
  let drawn = { facts: 0, at: clock() };
  const postedLines = (rows: number): readonly string[] => {
    if (posed === undefined) return [];
    const room = { width: widthFor(columns()), rows: rows - posed.notes.length, isLive: true };
    return [...posed.sheet(room), ...posed.notes];
  };
  return {
    columns,
    see(next: RunView) {
      view = next;
      seenAt = clock();
    },
    ask(question: Posed | undefined) {
      posed = question;
    },
    note(notes: readonly string[]) {
      if (posed !== undefined) posed = { ...posed, notes };
    },
    /** A picture with a question is drawn less often, so that it can be read in peace. */
    isDue(): boolean {
      const restMs = clock() - drawn.at;
      return posed === undefined || restMs >= (view.facts === drawn.facts ? QUIET_MS : BUSY_MS);
    },
    lines(): readonly string[] {
      if (view.facts === 0) return [];
      drawn = { facts: view.facts, at: clock() };
      const total = (stream.rows || 24) - 1;
      const question = postedLines(total - Math.max(TREE_ROWS_MIN, Math.floor(total / 4)) - TYPED_ROWS);
      const rows = Math.max(TREE_ROWS_MIN, total - question.length - (question.length > 0 ? TYPED_ROWS : 0));
      const now = view.at + clock() - seenAt;
      return [...frameLines(view, { columns: columns(), rows, paint, forest, now }, title), ...question];
    },
  };
}

/** Draws again and again, and less often where it takes long; gives the function that ends it. */
function drawAgain(draw: () => void, clock: () => number): () => void {
  let restMs = 0;
  const timer = setInterval(() => {
    restMs -= FRAME_MS;
    if (restMs > 0) return;
    const began = clock();
    draw();
    restMs = (clock() - began) / SHARE;
  }, FRAME_MS);
  return () => clearInterval(timer);
}
