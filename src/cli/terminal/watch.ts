import { performance } from "node:perf_hooks";
import type { Run } from "../../kernel/run.ts";
import { EMPTY_VIEW, foldFact } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Asking } from "./ask.ts";
import { createAsker } from "./asker.ts";
import { divert } from "./foreign-output.ts";
import { INTERRUPTED, onInterrupt } from "./interrupts.ts";
import { createKeyboard } from "./keyboard.ts";
import { type LiveShow, liveShow } from "./live-show.ts";
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
  /** Default: those of the process. */
  readonly streams?: Streams;
}

/**
 * Shows a run until it is over, and gives its outcome: on a terminal as a live supervision tree, elsewhere as plain
 * lines. Questions are asked where somebody can answer (`isAttended`); start the run `unattended` where nobody can.
 * Ctrl-C and SIGTERM cancel the run, a second one ends the process with exit code 130. When nobody reads the output any
 * more, the run is cancelled.
 */
export async function watchInTerminal<O>(run: Run<O>, options: WatchOptions = {}): Promise<Outcome<O>> {
  const { streams = process } = options;
  const { stdout, stderr } = streams;
  const clock = () => performance.now();
  const interrupts = onInterrupt((by) => {
    if (options.json === true || options.quiet === true)
      stderr.write("cancelling … Ctrl-C again ends the process at once\n");
    void run.cancel(by);
  });
  const { show, write, columns } = stageFor(options, streams, { clock, interrupt: interrupts.press });
  const unguard = whenGone(stdout, () => void run.cancel("nobody reads the output any more"));
  let seenAt = { fact: 0, clock: 0 };
  const asking: Asking = {
    desk: { input: streams.stdin, write, columns, interrupt: interrupts.press },
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
    show.end(view, outcome);
    return outcome;
  } finally {
    show.close();
    interrupts.close();
    unguard();
  }
}

/** What a process should end with: 0 done or degraded, 2 failed, 130 cancelled. */
export function exitCodeOf({ status }: Pick<Outcome<unknown>, "status">): number {
  return { done: 0, degraded: 0, failed: 2, cancelled: INTERRUPTED }[status];
}

/** How it is shown, and where questions are put. */
interface Stage extends Place {
  readonly show: Show;
}
type Place = Pick<LiveShow, "write" | "columns">;

/** What a live picture needs of its surroundings. */
interface Surroundings {
  readonly clock: () => number;
  readonly interrupt: () => void;
}

function stageFor({ title, json, quiet }: WatchOptions, streams: Streams, { clock, interrupt }: Surroundings): Stage {
  const { stdout, stderr } = streams;
  const paint = paintFor(stdout);
  const write = (text: string) => void stdout.write(text);
  if (json === true) {
    const diverted = divert(stdout, (text) => void stderr.write(text));
    return { show: { ...jsonShow(diverted), close: diverted.restore }, ...placeBeside(streams) };
  }
  if (quiet === true) return { show: quietShow({ write, paint }), ...placeBeside(streams) };
  if (!isLive(stdout)) return { show: lineShow({ write, paint }), ...placeBeside(streams) };
  const keyboard = createKeyboard(streams.stdin, interrupt);
  const show = liveShow({ stream: stdout, beside: stderr.isTTY ? [stderr] : [], paint, title, keyboard, clock });
  return { show, write: show.write, columns: show.columns };
}

/** Where there is no live picture, questions are put on whichever output is a terminal. */
function placeBeside({ stdout, stderr }: Streams): Place {
  const stream = stderr.isTTY ? stderr : stdout;
  return { write: (text) => void stream.write(text), columns: () => stream.columns || 80 };
}
