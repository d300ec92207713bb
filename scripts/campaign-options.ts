import { parseArgs } from "node:util";

export const USAGE = `npm run campaign -- [options]: random plans and agents against the laws of test/properties, one seed after the other.
  --seeds <list>  which seeds, such as 3 or 1-12 or 2,5-8 (default 1-3; at most 1000 in all)
  --runs <n>      runs of each (default 10000, about a minute; at most 100000)`;

export interface CampaignOptions {
  readonly seeds: readonly number[];
  readonly runs: number;
  readonly help: boolean;
}

const SEEDS_MAX = 1_000;
/** fast-check takes whole numbers of 32 bits. */
const SEED_MAX = 2 ** 31 - 1;
/** What fits into the twenty minutes that the test of one seed is given. */
const RUNS_MAX = 100_000;

/** Throws with a sentence for the reader when the arguments make no sense. */
export function readCampaign(args: readonly string[]): CampaignOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "1-3" },
      runs: { type: "string", default: "10000" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1 || runs > RUNS_MAX)
    throw new Error(
      `--runs takes a whole number from 1 to ${RUNS_MAX}, not "${values.runs}"; for more, take more seeds.`,
    );
  return { seeds: seedsIn(values.seeds), runs, help: values.help };
}

/** Each seed once, in the order in which they are named. */
function seedsIn(list: string): readonly number[] {
  const seeds = new Set<number>();
  for (const part of list.split(",")) {
    const { first, last = first } = /^(?<first>\d+)(?:-(?<last>\d+))?$/.exec(part.trim())?.groups ?? {};
    const [from, to] = [Number(first), Number(last)];
    if (first === undefined || from > to || to > SEED_MAX)
      throw new Error(`--seeds takes whole numbers and ranges of them, such as 3 or 1-12 or 2,5-8, not "${part}".`);
    for (let seed = from; seed <= to; seed++) {
      seeds.add(seed);
      if (seeds.size > SEEDS_MAX) throw new Error(`--seeds takes at most ${SEEDS_MAX} seeds, and "${list}" is more.`);
    }
  }
  return [...seeds];
}
