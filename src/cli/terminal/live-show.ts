import type { RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Board } from "./desk.ts";
import { gather } from "./foreign-output.ts";
import type { Keyboard } from "./keyboard.ts";
import { treeLines } from "./frame.ts";
import type { Paint } from "./paint.ts";
import { createPicture, type Picture } from "./picture.ts";
import { createScreen, type OpenLine } from "./screen.ts";
import type { Show } from "./show.ts";
import { summaryLines } from "./summary.ts";

/** At most twelve pictures a second. */
const FRAME_MS = 84;
/** Drawing may take this part of the time at most; a larger tree is drawn less often. */
const SHARE = 0.1;
/** How many lines the last picture may have: it stays, and may be taller than the terminal. */
const FINAL_ROWS = 60;

/** A terminal to draw on, and how. */
export interface LiveOptions {
  readonly stream: NodeJS.WriteStream;
  /** Streams that end up on the same terminal: what others write to them is shown above the picture. */
  readonly beside: readonly NodeJS.WriteStream[];
  readonly paint: Paint;
  /** A headline for a run. */
  readonly titleOf: (view: RunView) => string | undefined;
  /** What Ctrl-C does. */
  readonly hint?: string;
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
  const others = gather([stream, ...beside]);
  const screen = createScreen({ write: others.write, columns: picture.columns });
  let line: OpenLine | undefined;
  let isClosed = false;

  const draw = (above = "") => {
    if (line?.isShort() !== false) screen.draw(picture.lines(), { above: above + others.take(), line });
  };
  const typing = (open: OpenLine | undefined) => {
    line = open;
  };
  const redraw = () => draw();
  const stopDrawing = drawAgain(() => {
    if (picture.isDue()) draw();
  }, clock);
  stream.on("resize", redraw);
  process.once("exit", close);
  keyboard.take();

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    process.off("exit", close);
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
    board: { ...boardOn(picture, draw), write: others.write, typing, typed: screen.wipeBelow },
    see: picture.see,
    pause: keyboard.release,
    resume(record) {
      picture.ask(undefined);
      keyboard.take();
      draw(`${record}\n`);
    },
    end(last, outcome) {
      const isNext = isClosed;
      close();
      stream.write(`${isNext ? "\n" : ""}${lastPicture(last, outcome, options)}`);
    },
    close,
  };
}

/** A board whose question is a part of the picture. */
function boardOn(picture: Picture, draw: (above?: string) => void): Omit<Board, "write" | "typing" | "typed"> {
  return {
    columns: picture.columns,
    pose(sheet) {
      picture.ask(sheet);
      draw();
    },
    remark({ typed, said }) {
      picture.note([...typed, ...said]);
      draw();
    },
    print: (lines) => draw(lines.map((text) => `${text}\n`).join("")),
  };
}

/** The tree and how it ended, as they stay in the terminal. */
function lastPicture(
  view: RunView,
  outcome: Outcome<unknown>,
  { stream, paint, titleOf, wholeBy }: LiveOptions,
): string {
  const columns = stream.columns || 80;
  const title = titleOf(view);
  const head = title === undefined ? [] : [paint("strong", title), ""];
  const tree = treeLines(view, { columns, rows: FINAL_ROWS, paint, now: view.at });
  const summary = summaryLines(view, outcome, { width: columns - 1, paint, wholeBy });
  return `${[...head, ...tree, "", ...summary].join("\n")}\n`;
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
