import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { agent, chain, check, createRuntime, parallel, retry, revise, skip } from "troupe";

const HELP = `npm run soak -- [options]: many small runs with failures in one process, which must not grow.
  --runs <n>      how many runs (default 20000; the full campaign is 1000000)
  --at-once <n>   how many at a time (default 64)
  --durable       with a journal in a file of the system's temporary folder`;

/** How much the heap may have grown between a tenth of the runs and their end, in bytes. */
const GROWTH_MAX = 5_000_000;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    "at-once": { type: "string", default: "64" },
    durable: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

const flaky = agent("flaky", {
  work: async (n: number, { attempt }) => {
    if (n % 3 === 0 && attempt === 1) throw new Error("flaky");
    return n;
  },
}).supervised({ transient: [retry({ attempts: 2, delayMs: 0 })] });
const picky = agent("picky", { work: (n: number, { feedback }) => (feedback === undefined ? n : n + 1) })
  .gated(check("even", (n) => n % 2 === 0))
  .supervised({ "invalid-output": [revise({ rounds: 1 }), skip(0)] });
const broken = agent("broken", {
  work: (n: number) => {
    if (n % 5 === 0) throw new TypeError("broken");
    return n;
  },
});
const plan = chain("soak", [
  flaky,
  parallel("both", { picky, broken }).supervised({ defect: [skip({ picky: 0, broken: 0 })] }),
]);

async function soak(runs: number, atOnce: number): Promise<readonly string[]> {
  const wrongs: string[] = [];
  process.on("warning", ({ name, message }) => wrongs.push(`a warning: ${name}: ${message}`));
  const folder = mkdtempSync(join(tmpdir(), "troupe-soak-"));
  const runtime = createRuntime(values.durable ? { journal: join(folder, "troupe.db"), keep: { runs: 100 } } : {});
  let begun = 0;
  const ends = new Map<string, number>();
  const until = async (last: number) => {
    const caller = async () => {
      while (begun < last) {
        const { status } = await runtime.start(plan, begun++).outcome;
        ends.set(status, (ends.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, caller));
    return look();
  };
  const early = await until(Math.ceil(runs / 10));
  const late = await until(runs);
  await runtime.close();
  rmSync(folder, { recursive: true });
  const grown = late.heap - early.heap;
  console.log(
    `${runs} runs, ${[...ends].map(([status, count]) => `${count} ${status}`).join(", ")}; heap ${megabytes(early.heap)} after a tenth, ${megabytes(late.heap)} at the end; ${late.handles} handles`,
  );
  if (grown > GROWTH_MAX) wrongs.push(`the heap grew by ${megabytes(grown)}`);
  if (late.handles !== early.handles) wrongs.push(`${early.handles} handles became ${late.handles}`);
  return wrongs;
}

/** The heap once nothing of it is garbage, and what keeps the process alive. */
async function look(): Promise<{ readonly heap: number; readonly handles: number }> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return { heap: process.memoryUsage().heapUsed, handles: process.getActiveResourcesInfo().length };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function wholeOf(option: "runs" | "at-once", least: number): number {
  const value = Number(values[option]);
  if (Number.isInteger(value) && value >= least) return value;
  console.error(`--${option} takes a whole number of at least ${least}, not "${values[option]}".\n${HELP}`);
  process.exit(2);
}

if (values.help) console.log(HELP);
else {
  const wrongs = await soak(wholeOf("runs", 10), wholeOf("at-once", 1));
  for (const wrong of wrongs) console.error(`✗ ${wrong}`);
  process.exitCode = wrongs.length === 0 ? 0 : 1;
}
