import type { Sight } from "./sight.ts";

/** Does `n` pieces of work at once, each of which adds one to its number, and gives the sum of all outputs. */
export type FanOut = (n: number) => Promise<number>;

/** Not as a text that a compiler could follow: the peers' scripts are checked without the sources. */
const TROUPE = new URL("./probes/fan-out.ts", import.meta.url).href;
const NARROW = 1_000;
const WIDE = 5_000;
const ROUNDS = 5;
/** No round begins after this time: what takes longer is read once. */
const PATIENCE_MS = 6_000;

/**
 * The contender's time over Troupe's for 5,000, and its time per piece for 5,000 over that for 1,000. Of interleaved
 * readings in one process the fastest counts: what disturbs a run only makes it slower.
 */
export async function compared(way: string, contender: FanOut): Promise<Sight> {
  const { troupe: base }: { readonly troupe: FanOut } = await import(TROUPE);
  for (const fanOut of [contender, base]) await read(fanOut, NARROW);
  const readings: { readonly narrow: number; readonly wide: number; readonly base: number }[] = [];
  const started = performance.now();
  while (readings.length < ROUNDS && performance.now() - started < PATIENCE_MS) {
    const narrow = await read(contender, NARROW);
    const wide = await read(contender, WIDE);
    readings.push({ narrow, wide, base: await read(base, WIDE) });
  }
  const wide = Math.min(...readings.map((reading) => reading.wide));
  const growth = wide / WIDE / (Math.min(...readings.map((reading) => reading.narrow)) / NARROW);
  return { way, cells: [figure(wide / Math.min(...readings.map((reading) => reading.base))), figure(growth)] };
}

/** The time that the processors worked for this process: other processes do not count. */
async function read(fanOut: FanOut, n: number): Promise<number> {
  const before = process.cpuUsage();
  const sum = await fanOut(n);
  const { user, system } = process.cpuUsage(before);
  if (sum !== (n * (n + 1)) / 2) throw new Error(`Wrong result: the sum is ${sum} for ${n}.`);
  return user + system;
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 2 });
}
