import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Mutant } from "./mutant.ts";
import { MUTANTS } from "./mutants.ts";

/** What a copy of the project needs to run its tests. */
const COPIED = ["machines", "supervisors", "src", "test", "docs", "package.json", "tsconfig.json", "vitest.config.ts"];
const PROPERTIES = ["test/properties/regressions.test.ts", "test/properties/properties.test.ts"];
/** Where a mutant is looked for that the properties let live. */
const UNITS = [
  "test/machines",
  "test/supervisors",
  "test/patterns",
  "test/budget",
  "test/kernel",
  "test/semantics",
  "test/exploration",
  "test/plan/bound.test.ts",
  "test/plan/bound-by-pattern.test.ts",
  "test/plan/gated.test.ts",
  "test/hosts/durable",
];
const ROOT = new URL("..", import.meta.url).pathname;
/** A mutant that hangs is killed, and that is a death too. */
const PATIENCE_MS = 180_000;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    runs: { type: "string", default: "1500" },
    jobs: { type: "string", default: "2" },
    help: { type: "boolean", short: "h", default: false },
  },
});

const HELP = `npm run mutate -- [options]: plants hand-made bugs in a copy of the sources, one at a time, and says which the tests kill.
  --only <text>  only mutants whose name holds the text
  --runs <n>     runs of the properties for each (default 1500)
  --jobs <n>     how many at once (default 2)`;

interface Fate {
  readonly mutant: Mutant;
  readonly killedBy: "properties" | "units" | undefined;
  readonly how: string;
  readonly seconds: number;
}

interface Ran {
  readonly isGreen: boolean;
  readonly output: string;
}

if (values.help) console.log(HELP);
else process.exitCode = await mutate();

async function mutate(): Promise<number> {
  const chosen = MUTANTS.filter(({ name }) => name.includes(values.only));
  for (const mutant of MUTANTS) for (const edit of mutant.edits) mutated(edit.file, edit, mutant.name);
  const places = Array.from({ length: Number(values.jobs) }, copyProject);
  try {
    const [first = copyProject()] = places;
    for (const tests of [PROPERTIES, UNITS]) {
      const unchanged = await runTests(first, tests);
      if (!unchanged.isGreen) throw new Error(`Tests fail without any mutant:\n${unchanged.output.slice(-4_000)}`);
    }
    const queue = [...chosen];
    const fates: Fate[] = [];
    await Promise.all(places.map((place) => work(place, { queue, fates })));
    return report(chosen.flatMap(({ name }) => fates.find(({ mutant }) => mutant.name === name) ?? []));
  } finally {
    for (const place of places) rmSync(place, { recursive: true, force: true });
  }
}

function copyProject(): string {
  const place = mkdtempSync(join(tmpdir(), "troupe-mutants-"));
  for (const name of COPIED) cpSync(join(ROOT, name), join(place, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(place, "node_modules"), "dir");
  return place;
}

/** The text of a file with the edit made; loud where the text to change is not there, exactly once. */
function mutated(path: string, { from, to, file }: Mutant["edits"][number], name: string): string {
  const text = readFileSync(join(ROOT, file), "utf8");
  const places = text.split(from).length - 1;
  if (places !== 1)
    throw new Error(
      `The mutant "${name}" finds its text ${places} times in ${path}. Mend it in scripts/mutants.ts:\n${from}`,
    );
  return text.replace(from, () => to);
}

interface Work {
  readonly queue: Mutant[];
  readonly fates: Fate[];
}

async function work(place: string, { queue, fates }: Work): Promise<void> {
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const began = performance.now();
    const fate = await judge(place, mutant);
    const seconds = Math.round((performance.now() - began) / 1_000);
    fates.push({ mutant, seconds, ...fate });
    console.log(
      `${fate.killedBy === undefined ? "survived" : "killed  "} ${String(seconds).padStart(4)} s  ${mutant.name}`,
    );
  }
}

async function judge(place: string, mutant: Mutant): Promise<Pick<Fate, "killedBy" | "how">> {
  plant(place, mutant);
  try {
    const properties = await runTests(place, PROPERTIES);
    if (!properties.isGreen) return { killedBy: "properties", how: wordOf(properties.output) };
    const units = await runTests(place, UNITS);
    return units.isGreen ? { killedBy: undefined, how: "" } : { killedBy: "units", how: wordOf(units.output) };
  } finally {
    for (const { file } of mutant.edits) cpSync(join(ROOT, file), join(place, file));
  }
}

function plant(place: string, { edits, name }: Mutant): void {
  for (const edit of edits) {
    const before = readFileSync(join(place, edit.file), "utf8");
    if (!before.includes(edit.from))
      throw new Error(`The mutant "${name}" does not find its text in the copy of ${edit.file}.`);
    writeFileSync(
      join(place, edit.file),
      before.replace(edit.from, () => edit.to),
    );
  }
}

/** Runs tests in a copy, to the first failure. */
function runTests(place: string, tests: readonly string[]): Promise<Ran> {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const env = { ...process.env, TROUPE_RUNS: values.runs, TROUPE_BRIEF: "1", NO_COLOR: "1", FORCE_COLOR: "0" };
  const child = spawn(process.execPath, [vitest, "run", "--bail", "1", ...tests], { cwd: place, env, detached: true });
  const chunks: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const alarm = setTimeout(() => {
    chunks.push("✗ it never ends");
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, PATIENCE_MS);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(alarm);
      resolve({ isGreen: code === 0, output: chunks.join("") });
    });
  });
}

/** The first thing that a failing run says is wrong. */
function wordOf(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const wrong =
    lines.find((line) => line.startsWith("✗")) ??
    lines.find((line) => line.startsWith("FAIL")) ??
    lines.find((line) => line.includes("Error:")) ??
    "";
  return wrong.replace(/^✗\s*/, "").slice(0, 110);
}

function report(fates: readonly Fate[]): number {
  const survivors = fates.filter(
    ({ killedBy, mutant }) => killedBy === undefined && mutant.isEquivalentBecause === undefined,
  );
  console.log(`\n| mutant | fate | by what | s |\n|---|---|---|---|`);
  for (const { mutant, killedBy, how, seconds } of fates) {
    const fate = killedBy ?? (mutant.isEquivalentBecause === undefined ? "**survived**" : "equivalent");
    console.log(
      `| ${mutant.name} | ${fate} | ${(killedBy === undefined ? (mutant.isEquivalentBecause ?? "") : how).replaceAll("|", "\\|")} | ${seconds} |`,
    );
  }
  const killed = fates.filter(({ killedBy }) => killedBy !== undefined).length;
  console.log(`\n${killed} of ${fates.length} killed, ${survivors.length} survived.`);
  return survivors.length === 0 ? 0 : 1;
}
