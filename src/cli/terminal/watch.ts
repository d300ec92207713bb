import { performance } from "node:perf_hooks";
import type { Run } from "../../kernel/run.ts";
import { EMPTY_VIEW, foldFact } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Asking } from "./ask.ts";
import { createAsker } from "./asker.ts";
import { type Board, plainBoard } from "./desk.ts";
import { divert } from "./foreign-output.ts";
import { INTERRUPTED, onInterrupt } from "./interrupts.ts";
import { createKeyboard } from "./keyboard.ts";
import { liveShow } from "./live-show.ts";
import { paintFor } from "./paint.ts";
import { jsonShow, lineShow, quietShow, type Show } from "./show.ts";
import { isAttended, isLive, type Streams, whenGone } from "./streams.ts";

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

/**
 * Shows a run until it is over, and gives its outcome: on a terminal as a live supervision tree, elsewhere as plain
 * lines. Questions are asked where somebody can answer (`isAttended`); start the run `unattended` where nobody can.
 * Ctrl-C, SIGTERM and SIGHUP cancel the run, a second one ends the process with exit code 130. When nobody reads the
 * output any more, the run is cancelled.
 */
export async function watchInTerminal<O>(run: Run<O>, options: WatchOptions = {}): Promise<Outcome<O>> {
  return (await watchRun(run, { wholeBy: "json: true", ...options })).outcome;
}

/** How a run ended that was shown. */
export interface Watched<O> {
  readonly outcome: Outcome<O>;
  /** Who interrupted it: Ctrl-C, or the name of a signal. It may have ended otherwise before that was heard. */
  readonly interruptedBy: string | undefined;
}

/** As `watchInTerminal`, for the command: it says in its own words what prints a value whole, and hears of interrupts. */
export async function watchRun<O>(run: Run<O>, options: WatchOptions): Promise<Watched<O>> {
  const { streams = process } = options;
  const { stdout, stderr } = streams;
  const clock = () => performance.now();
  const interrupts = onInterrupt((by) => {
    if (options.json === true || options.quiet === true)
      stderr.write("cancelling … Ctrl-C again ends the process at once\n");
    void run.cancel(by);
  });
  const { show, board } = stageFor(options, streams, { clock, interrupt: interrupts.press });
  const unguard = whenGone(stdout, (problem) => {
    void run.cancel(
      problem === undefined ? "nobody reads the output any more" : `the output cannot be written: ${problem}`,
    );
  });
  whenGone(streams.stdin, () => {});
  let seenAt = { fact: 0, clock: 0 };
  const asking: Asking = {
    desk: { ...board, input: streams.stdin, interrupt: interrupts.press },
    paint: paintFor(isLive(stdout) ? stdout : stderr),
    now: () => seenAt.fact + clock() - seenAt.clock,
    answer: (id, reply) => run.answer(id, reply),
  };
  const asker = isAttended(streams) ? createAsker(show, asking) : undefined;
  try {
    let view = EMPTY_VIEW;
    for await (const fact of run.facts()) {
      view = foldFact(view, fact);
      seenAt = { fact: fact.at, clock: clock() };
      show.see(view, fact);
      asker?.see(fact);
    }
    const outcome = await run.outcome;
    await asker?.close();
    await signalsArrive();
    show.end(view, outcome);
    const interruptedBy = interrupts.heard();
    if (interruptedBy !== undefined && outcome.status !== "cancelled")
      stderr.write(`note: ${interruptedBy} came too late to cancel the run: it was over\n`);
    return { outcome, interruptedBy };
  } finally {
    show.close();
    interrupts.close();
    unguard();
  }
}

/** A signal, or Ctrl-C at a terminal, is heard one turn after the work that has kept the process busy. */
async function signalsArrive(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What a process should end with: 0 done or degraded, 2 failed, 130 cancelled. */
export function exitCodeOf({ status }: Pick<Outcome<unknown>, "status">): number {
  return { done: 0, degraded: 0, failed: 2, cancelled: INTERRUPTED }[status];
}

/** How it is shown, and where questions are put. */
interface Stage {
  readonly show: Show;
  readonly board: Board;
}

/** What a live picture needs of its surroundings. */
interface Surroundings {
  readonly clock: () => number;
  readonly interrupt: () => void;
}

function stageFor(options: WatchOptions, streams: Streams, around: Surroundings): Stage {
  const { title, json, quiet, wholeBy = "--json" } = options;
  const { stdout, stderr } = streams;
  const { clock, interrupt } = around;
  const paint = paintFor(stdout);
  const write = (text: string) => void stdout.write(text);
  if (json === true) {
    const diverted = divert(stdout, (text) => void stderr.write(text));
    return { show: { ...jsonShow(diverted), close: diverted.restore }, board: boardBeside(streams) };
  }
  if (quiet === true) return { show: quietShow({ write, paint, wholeBy }), board: boardBeside(streams) };
  if (!isLive(stdout)) {
    const show = lineShow({ write, paint, wholeBy, isShared: stdout.isTTY });
    return { show, board: boardBeside(streams) };
  }
  const keyboard = createKeyboard(streams.stdin, interrupt);
  const beside = stderr.isTTY ? [stderr] : [];
  const show = liveShow({ stream: stdout, beside, paint, title, wholeBy, keyboard, clock });
  return { show, board: show.board };
}

/** Where there is no live picture, questions are put on whichever output is a terminal. */
function boardBeside({ stdout, stderr }: Streams): Board {
  const stream = stderr.isTTY ? stderr : stdout;
  return plainBoard({ write: (text) => void stream.write(text), columns: () => stream.columns });
}
