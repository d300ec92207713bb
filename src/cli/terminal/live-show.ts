import { EMPTY_VIEW, type RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import { gather } from "./foreign-output.ts";
import type { Keyboard } from "./keyboard.ts";
import { frameLines, treeLines } from "./frame.ts";
import { createForest } from "./node-tree.ts";
import type { Paint } from "./paint.ts";
import { createScreen } from "./screen.ts";
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
  readonly title: string | undefined;
  readonly keyboard: Keyboard;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
}

/** A live show, and how to write below its picture while it is paused. */
export interface LiveShow extends Show {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

/** The supervision tree, drawn over and over at the bottom of the terminal; at the end once more, with a summary. */
export function liveShow(options: LiveOptions): LiveShow {
  const { stream, beside, keyboard, clock } = options;
  const picture = createPicture(options);
  let isPaused = false;
  let isClosed = false;

  const others = gather([stream, ...beside]);
  const screen = createScreen({ write: others.write, columns: picture.columns });
  const printOthers = () => {
    const text = others.take();
    if (text !== "") screen.print(text);
  };
  const draw = (reserved = 0) => {
    printOthers();
    screen.draw(picture.lines(reserved));
  };
  const redraw = () => {
    if (!isPaused) draw();
  };
  const stopDrawing = drawAgain(redraw, clock);
  stream.on("resize", redraw);
  keyboard.take();

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    stopDrawing();
    keyboard.release();
    stream.off("resize", redraw);
    others.flush();
    printOthers();
    screen.close();
    others.restore();
  }

  return {
    write: others.write,
    columns: picture.columns,
    see: picture.see,
    pause(rows) {
      draw(rows);
      keyboard.release();
      isPaused = true;
    },
    resume({ record, rows }) {
      keyboard.take();
      isPaused = false;
      screen.wipeBelow(rows);
      screen.print(`${record}\n`);
      draw();
    },
    end(last, outcome) {
      close();
      stream.write(lastPicture(last, outcome, options));
    },
    close,
  };
}

/** The tree and how it ended, as they stay in the terminal. */
function lastPicture(view: RunView, outcome: Outcome<unknown>, { stream, paint, title }: LiveOptions): string {
  const columns = stream.columns || 80;
  const head = title === undefined ? [] : [paint("strong", title), ""];
  const tree = treeLines(view, { columns, rows: FINAL_ROWS, paint, now: view.at });
  const summary = summaryLines(view, outcome, { width: columns - 1, paint });
  return `${[...head, ...tree, "", ...summary].join("\n")}\n`;
}

/** The picture of a run at any moment, in the size that the terminal has then. */
function createPicture({ stream, paint, title, clock }: LiveOptions) {
  const forest = createForest();
  const columns = () => stream.columns || 80;
  let view: RunView = EMPTY_VIEW;
  let seenAt = clock();
  return {
    columns,
    see(next: RunView) {
      view = next;
      seenAt = clock();
    },
    lines(reserved: number): readonly string[] {
      if (view.facts === 0) return [];
      const rows = Math.max(4, (stream.rows || 24) - 1 - reserved);
      return frameLines(view, { columns: columns(), rows, paint, forest, now: view.at + clock() - seenAt }, title);
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
