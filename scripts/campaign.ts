import { spawn } from "node:child_process";
import { join } from "node:path";
import { type CampaignOptions, readCampaign, USAGE } from "./campaign-options.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const PROPERTIES = "test/properties/properties.test.ts";

interface Ran {
  readonly isGreen: boolean;
  readonly output: string;
}

/** Goes on behind a seed that finds something, so that all that is found is seen at once. */
async function campaign({ seeds, runs }: CampaignOptions): Promise<number> {
  const found: number[] = [];
  for (const seed of seeds) {
    const began = performance.now();
    const { isGreen, output } = await runSeed(seed, runs);
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`seed ${seed}: ${isGreen ? `${runs} runs keep every law` : "found something"} (${seconds} s)`);
    if (isGreen) continue;
    found.push(seed);
    console.log(wordsOf(output));
  }
  console.log(
    found.length === 0
      ? `${seeds.length} of ${seeds.length} seeds keep every law.`
      : `${found.length} of ${seeds.length} seeds found something: ${found.join(", ")}.`,
  );
  return found.length === 0 ? 0 : 1;
}

/** One seed at a time, as the test of one: its recipe says how to play a failing run again. */
function runSeed(seed: number, runs: number): Promise<Ran> {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const drawn = { TROUPE_SEED: `${seed}`, TROUPE_RUNS: `${runs}`, TROUPE_PATH: undefined };
  const env = { ...process.env, ...drawn, NO_COLOR: "1", FORCE_COLOR: "0" };
  const child = spawn(process.execPath, [vitest, "run", PROPERTIES], { cwd: ROOT, env });
  const chunks: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ isGreen: code === 0, output: chunks.join("") }));
  });
}

/** The recipe, without what vitest puts around it; all of it, where the test broke in another way. */
function wordsOf(output: string): string {
  const from = output.indexOf("Error: Run ");
  const to = output.indexOf(` ❯ ${PROPERTIES}`, from);
  return from < 0 ? output : output.slice(from + "Error: ".length, to < 0 ? undefined : to).trimEnd();
}

let options: CampaignOptions | undefined;
try {
  options = readCampaign(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options?.help === true) console.log(USAGE);
else if (options !== undefined) process.exitCode = await campaign(options);
