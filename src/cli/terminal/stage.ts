import { type Board, plainBoard } from "./desk.ts";
import { divert } from "./foreign-output.ts";
import { createKeyboard } from "./keyboard.ts";
import { liveShow } from "./live-show.ts";
import { paintFor } from "./paint.ts";
import { jsonShow, lineShow, quietShow, type Show } from "./show.ts";
import { isLive, type Streams } from "./streams.ts";

/** How a run is shown. */
export interface WatchOptions {
  /** A headline for the live picture. */
  readonly title?: string;
  /** Every fact as a line of JSON, and nothing else on stdout; what others print goes to stderr. */
  readonly json?: boolean;
  /** Only the outcome. */
  readonly quiet?: boolean;
  /** What prints a value whole, to be named where one is cut, such as an option of yours. Default: `json: true`. */
  readonly wholeBy?: string;
  /** Default: those of the process. */
  readonly streams?: Streams;
}

/** How runs are shown together. */
export interface TogetherOptions extends WatchOptions {
  /** Who presses Ctrl-C, or reads no more, does not cancel the runs: this is done instead. */
  readonly letGo?: (why: string) => void;
  /** Nobody is asked here. */
  readonly isUnattended?: boolean;
  /** With `json`: each fact has the id of its run. */
  readonly hasRun?: boolean;
}

/** How runs are shown, and where questions are put. */
interface Stage {
  readonly show: Show;
  readonly board: Board;
}

/** What a show needs of its surroundings. */
interface Surroundings {
  /** Milliseconds that never go back. */
  readonly clock: () => number;
  /** Ctrl-C was pressed. */
  readonly interrupt: () => void;
  /** What a run is called where several are shown. */
  readonly nameOf: (runId: string) => string | undefined;
}

/** A live picture where it can be drawn, lines elsewhere, or what was asked for. */
export function stageFor(options: TogetherOptions, streams: Streams, around: Surroundings): Stage {
  const { title, json, quiet, wholeBy = "--json", letGo, hasRun = false } = options;
  const { stdout, stderr } = streams;
  const { clock, interrupt, nameOf } = around;
  const paint = paintFor(stdout);
  const write = (text: string) => void stdout.write(text);
  if (json === true) {
    const diverted = divert(stdout, (text) => void stderr.write(text));
    return {
      show: { ...jsonShow({ write: diverted.write, hasRun }), close: diverted.restore },
      board: beside(streams),
    };
  }
  if (quiet === true) return { show: quietShow({ write, paint, wholeBy, nameOf }), board: beside(streams) };
  if (!isLive(stdout)) {
    const show = lineShow({ write, paint, wholeBy, nameOf, isShared: stdout.isTTY });
    return { show, board: beside(streams) };
  }
  const show = liveShow({
    stream: stdout,
    beside: stderr.isTTY ? [stderr] : [],
    paint,
    titleOf: ({ runId, plan }) => {
      const name = nameOf(runId);
      return name === undefined ? title : `run ${name}, ${plan}`;
    },
    ...(letGo === undefined ? {} : { hint: "Ctrl-C lets go" }),
    wholeBy,
    keyboard: createKeyboard(streams.stdin, interrupt),
    clock,
  });
  return { show, board: show.board };
}

/** Where there is no live picture, questions are put on whichever output is a terminal. */
function beside({ stdout, stderr }: Streams): Board {
  const stream = stderr.isTTY ? stderr : stdout;
  return plainBoard({ write: (text) => void stream.write(text), columns: () => stream.columns });
}
