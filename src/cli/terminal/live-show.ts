import { EMPTY_VIEW, type RunView } from "../../model/fold.ts";
import { divert, lineBuffer } from "./foreign-output.ts";
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
export function liveShow({ stream, beside, paint, title, keyboard, clock }: LiveOptions): LiveShow {
  let view: RunView = EMPTY_VIEW;
  let seenAt = clock();
  let isPaused = false;
  let rest = 0;
  let held = "";
  const forest = createForest();

  const columns = () => stream.columns || 80;
  const diverted = divert(stream, (text) => others.add(text));
  const screen = createScreen({ write: diverted.write, columns });
  const others = lineBuffer((lines) => {
    held += lines;
    if (!isPaused) showHeld();
  });
  const divertedBeside = beside.map((other) => divert(other, (text) => others.add(text)));

  function showHeld(): void {
    if (held !== "") screen.print(held);
    held = "";
    draw();
  }

  function draw(reserved = 0): void {
    if (view.facts === 0) return;
    const canvas = { columns: columns(), rows: Math.max(4, (stream.rows || 24) - 1 - reserved), paint, forest };
    screen.draw(frameLines(view, { ...canvas, now: view.at + clock() - seenAt }, title));
  }

  function tick(): void {
    rest -= FRAME_MS;
    if (isPaused || rest > 0) return;
    const began = clock();
    draw();
    rest = (clock() - began) / SHARE;
  }

  const onResize = () => {
    if (!isPaused) draw();
  };
  const timer = setInterval(tick, FRAME_MS);
  stream.on("resize", onResize);
  keyboard.take();
  let isClosed = false;

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    clearInterval(timer);
    keyboard.release();
    stream.off("resize", onResize);
    others.flush();
    if (held !== "") screen.print(held);
    screen.close();
    for (const { restore } of [diverted, ...divertedBeside]) restore();
  }

  return {
    write: diverted.write,
    columns,
    see(next) {
      view = next;
      seenAt = clock();
    },
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
      showHeld();
    },
    end(last, outcome) {
      close();
      const canvas = { columns: columns(), rows: FINAL_ROWS, paint, now: last.at };
      const head = title === undefined ? [] : [paint("strong", title), ""];
      const summary = summaryLines(last, outcome, { width: columns() - 1, paint });
      stream.write(`${[...head, ...treeLines(last, canvas), "", ...summary].join("\n")}\n`);
    },
    close,
  };
}
