import { performance } from "node:perf_hooks";
import type { Run } from "../../kernel/run.ts";
import { EMPTY_VIEW, foldFact, type RunView } from "../../model/fold.ts";
import type { Outcome } from "../../model/outcome.ts";
import { type Asked, createAsker } from "./asker.ts";
import { INTERRUPTED, onInterrupt } from "./interrupts.ts";
import { paintFor } from "./paint.ts";
import type { Show } from "./show.ts";
import { stageFor, type TogetherOptions, type WatchOptions } from "./stage.ts";
import { isAttended, isLive, whenGone } from "./streams.ts";

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
  const { interruptedBy } = await watchRuns([{ run }], options);
  const outcome = await run.outcome;
  return { outcome, interruptedBy };
}

/** A run that is watched. */
export interface Followed {
  readonly run: Run<unknown>;
  /** How many of its facts are past: of them only what is still open is asked. Default 0. */
  readonly past?: number;
  /** From which fact on it is shown. Default: where its past ends. */
  readonly from?: number;
  /** What it is called beside others. */
  readonly name?: string;
}

/** How runs ended that were shown together, in their order. */
export interface WatchedTogether {
  readonly outcomes: readonly Outcome<unknown>[];
  readonly interruptedBy: string | undefined;
}

/** Shows runs beside one another until all are over; else as `watchRun`. */
export async function watchRuns(runs: readonly Followed[], options: TogetherOptions): Promise<WatchedTogether> {
  const { streams = process, letGo, isUnattended = false } = options;
  const { stdout, stderr } = streams;
  const clock = () => performance.now();
  const stop = letGo ?? ((why: string) => runs.forEach(({ run }) => void run.cancel(why)));
  const interrupts = onInterrupt((by) => {
    if (options.json === true || options.quiet === true)
      stderr.write(`${letGo === undefined ? "cancelling" : "letting go"} … Ctrl-C again ends the process at once\n`);
    stop(by);
  });
  const names = new Map(runs.map(({ run, name }) => [run.id, name]));
  const around = { clock, interrupt: interrupts.press, nameOf: (id: string) => names.get(id) };
  const { show, board } = stageFor(options, streams, around);
  const unguard = whenGone(stdout, (problem) => {
    stop(problem === undefined ? "nobody reads the output any more" : `the output cannot be written: ${problem}`);
  });
  whenGone(streams.stdin, () => {});
  let seenAt = { fact: 0, clock: 0 };
  const asker =
    isUnattended || !isAttended(streams)
      ? undefined
      : createAsker(show, {
          desk: { ...board, input: streams.stdin, interrupt: interrupts.press },
          paint: paintFor(isLive(stdout) ? stdout : stderr),
          now: () => seenAt.fact + clock() - seenAt.clock,
        });
  const saw = (at: number) => (seenAt = { fact: Math.max(seenAt.fact, at), clock: clock() });
  try {
    const views = await Promise.all(runs.map((one) => follow(one, { show, asker, saw })));
    const outcomes = await Promise.all(runs.map(({ run }) => run.outcome));
    await asker?.close();
    await signalsArrive();
    for (const [place, outcome] of outcomes.entries()) show.end(views[place] ?? EMPTY_VIEW, outcome);
    const interruptedBy = interrupts.heard();
    if (interruptedBy !== undefined && outcomes.every(({ status }) => status !== "cancelled"))
      stderr.write(
        `note: ${interruptedBy} came too late to ${letGo === undefined ? "cancel" : "let go of"} the run: it was over\n`,
      );
    return { outcomes, interruptedBy };
  } finally {
    show.close();
    interrupts.close();
    unguard();
  }
}

/** Those who want to know of a run. */
interface Following {
  readonly show: Show;
  readonly asker: ReturnType<typeof createAsker> | undefined;
  /** Hears of the time of every fact. */
  readonly saw: (at: number) => void;
}

/** Follows a run to its end, and gives what its facts told. */
async function follow(
  { run, past = 0, from = past, name }: Followed,
  { show, asker, saw }: Following,
): Promise<RunView> {
  const asked: Asked = name === undefined ? { run } : { run, name };
  let view = EMPTY_VIEW;
  for await (const fact of run.facts()) {
    const { questions } = view;
    view = foldFact(view, fact);
    saw(fact.at);
    if (fact.seq >= from) show.see(view, fact);
    if (fact.seq < past) continue;
    if (fact.seq === past) for (const question of questions) asker?.ask(question, asked);
    asker?.see(fact, asked);
  }
  return view;
}

/** A signal, or Ctrl-C at a terminal, is heard one turn after the work that has kept the process busy. */
async function signalsArrive(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What a process should end with: 0 done or degraded, 2 failed, 130 cancelled. */
export function exitCodeOf({ status }: Pick<Outcome<unknown>, "status">): number {
  return { done: 0, degraded: 0, failed: 2, cancelled: INTERRUPTED }[status];
}
