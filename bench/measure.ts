import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Contender, Held, Name } from "./contender.ts";
import { watchEventLoop } from "./event-loop.ts";
import { spread, type Spread } from "./spread.ts";

/** One contender in one scenario. `values` are milliseconds, or kilobytes of heap per agent. */
export type Result =
  | {
      readonly kind: "measured";
      readonly contender: Name;
      readonly agents: number;
      readonly values: Spread;
      readonly blocks: Spread | undefined;
    }
  | { readonly kind: "absent"; readonly contender: Name; readonly why: string };

export interface Entry {
  readonly contender: Contender;
  /** One reading; rejects when the contender's result was wrong. */
  readonly read: () => Promise<Reading>;
  /** Done before the first reading, until `warmUpMs` have passed: a run of thousands of agents is compiled only then. */
  readonly warmUp: () => Promise<void>;
  /** Default 3,000; a sixth of it again before each reading. */
  readonly warmUpMs?: number;
  readonly agents: number;
}
export interface Reading {
  readonly value: number;
  readonly blockMs?: number;
}

/** With or without the flag on the command line. */
const collectGarbage = exposeGc();

const WARM_UP_MS = 3_000;
/** The collection before a reading also throws away what was compiled for objects of which none is left. */
const WARM_AGAIN = 6;
const READING_MS = 100;
/** A contender that has used up this time sits out the rest of a scenario's rounds. */
const PATIENCE_MS = 6_000;
/** A run without an end is given up; it may disturb what is measured after it. */
const HANGS_MS = 300_000;

/** A B C, B C A, C A B, …: each round takes one reading of every contender, so that the machine's slow minutes and the
 * litter of a neighbour fall on all of them. */
export async function interleave(entries: readonly Entry[], rounds: number): Promise<readonly Result[]> {
  const tallies = entries.map((entry) => ({ entry, readings: new Array<Reading>(), spentMs: 0, why: "" }));
  for (const tally of tallies) await attempt(tally, () => warm(tally.entry, tally.entry.warmUpMs ?? WARM_UP_MS));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % Math.max(1, tallies.length);
    for (const tally of [...tallies.slice(first), ...tallies.slice(0, first)]) {
      if (tally.why === "" && tally.spentMs < PATIENCE_MS) await attempt(tally, () => takeReading(tally));
    }
  }
  return tallies.map(result);
}

interface Tally {
  readonly entry: Entry;
  readonly readings: Reading[];
  spentMs: number;
  /** Why it takes no part any more; empty while it does. */
  why: string;
}

/** A contender that fails is out of the scenario; the others go on. */
async function attempt(tally: Tally, act: () => Promise<void>): Promise<void> {
  try {
    await within(HANGS_MS, act());
  } catch (error) {
    tally.why = error instanceof Error ? error.message : String(error);
  }
}

async function warm(entry: Entry, ms: number): Promise<void> {
  const started = performance.now();
  do await entry.warmUp();
  while (performance.now() - started < ms);
}

async function takeReading(tally: Tally): Promise<void> {
  await settle();
  await warm(tally.entry, (tally.entry.warmUpMs ?? WARM_UP_MS) / WARM_AGAIN);
  const started = performance.now();
  tally.readings.push(await tally.entry.read());
  tally.spentMs += performance.now() - started;
}

function result({ entry, readings, why }: Tally): Result {
  const contender = entry.contender.name;
  const values = spread(readings.map(({ value }) => value));
  if (why !== "" || values === undefined) return { kind: "absent", contender, why };
  const blocks = spread(readings.flatMap(({ blockMs }) => blockMs ?? []));
  return { kind: "measured", contender, agents: entry.agents, values, blocks };
}

/** The mean of as many runs as it takes: one short run is all collector and cold caches, or none of them. */
export async function timed(run: () => Promise<void>): Promise<Reading> {
  const started = performance.now();
  let runs = 0;
  do {
    await run();
    runs += 1;
  } while (performance.now() - started < READING_MS);
  return { value: (performance.now() - started) / runs };
}

/** One run: several at once would count as one block where a contender never lets go of the event loop. */
export async function timedAndWatched(run: () => Promise<void>): Promise<Reading> {
  const { elapsedMs, longestBlockMs } = await watchEventLoop(run);
  return { value: elapsedMs, blockMs: longestBlockMs };
}

/** Kilobytes of heap per agent that has started and waits. */
export async function heapPerAgent(hold: (n: number) => Promise<Held>, agents: number): Promise<Reading> {
  await settle();
  const before = process.memoryUsage().heapUsed;
  const held = await hold(agents);
  await settle();
  const after = process.memoryUsage().heapUsed;
  await held.release();
  return { value: (after - before) / agents / 1_000 };
}

/** Lets the leftovers of the run before (timers, stops) come to an end and collects what it left. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  collectGarbage();
  collectGarbage();
}

function exposeGc(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
}

async function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
  const hung = Promise.withResolvers<never>();
  const timer = setTimeout(() => hung.reject(new Error(`no end within ${timeoutMs / 1_000} s`)), timeoutMs);
  try {
    return await Promise.race([promise, hung.promise]);
  } finally {
    clearTimeout(timer);
  }
}
