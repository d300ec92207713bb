import { installPeers } from "../install-peers.ts";
import { type Pattern, PATTERNS } from "./patterns.ts";
import { type Probe, PROBES } from "./probes.ts";
import { OURS, PEERS, type Side, titleOf } from "./sides.ts";
import { faultRow, faultTable, linesTable, probeRows, probeTable, soundEnding } from "./tables.ts";

const USAGE = `npm run compare -- [patterns | ${PROBES.map(({ id }) => id).join(" | ")}] …
  without a name: all of them
  --no-peers    without the peers, and without installing them`;

/** They would send traces and statistics to their makers. */
const SILENT = { OPENAI_AGENTS_DISABLE_TRACING: "1", MASTRA_TELEMETRY_DISABLED: "1", LANGSMITH_TRACING: "false" };

/** Progress goes to stderr, so that stdout is the tables alone. */
const say = console.error;

async function main(names: readonly string[], { peers }: { readonly peers: boolean }): Promise<void> {
  Object.assign(process.env, SILENT);
  const why = peers ? installPeers(say) : "left out by --no-peers";
  if (why !== undefined) say(`Without peers: ${why}`);
  const sides = why === undefined ? [OURS, ...PEERS] : [OURS];
  // What a peer logs of failures that are part of the comparison would be all that one sees.
  console.error = console.warn = console.info = () => {};
  for (const name of names) {
    const probe = PROBES.find(({ id }) => id === name);
    console.log(`\n${name}${probe === undefined ? "" : `: ${probe.question}`}\n`);
    console.log(probe === undefined ? await patterns(sides) : await probed(probe, sides));
  }
}

async function probed(probe: Probe, sides: readonly Side[]): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const side of sides) {
    say(`${probe.id}: ${titleOf(side)} …`);
    rows.push(...(await attempted(side, () => probeRows(probe, side))));
  }
  return probeTable(probe, rows);
}

/** A side whose script cannot run has a row that says so; the others go on. */
async function attempted(side: Side, rows: () => Promise<readonly (readonly string[])[]>) {
  try {
    return await rows();
  } catch (error) {
    return [[titleOf(side), `did not run: ${error instanceof Error ? error.message : String(error)}`]];
  }
}

async function patterns(sides: readonly Side[]): Promise<string> {
  say(`patterns: ${sides.map(titleOf).join(", ")} …`);
  const rows = await Promise.all(PATTERNS.map((pattern) => patternRow(pattern, sides)));
  return `${linesTable(sides)}\n\n${faultTable(sides, rows)}`;
}

/** First without the fault, where all sides must come to the same output; then with it. */
async function patternRow(pattern: Pattern, sides: readonly Side[]): Promise<readonly string[]> {
  const sound = await Promise.all(sides.map((side) => soundEnding(pattern, side)));
  const outputs = new Set(sound.map(({ said }) => said));
  if (outputs.size > 1) throw new Error(`The sides differ in ${pattern.id}: ${[...outputs].join(" and ")}`);
  return await faultRow(pattern, sides);
}

const args = process.argv.slice(2);
const known = ["patterns", ...PROBES.map(({ id }) => id)];
const names = args.filter((arg) => arg !== "--no-peers");
if (names.every((name) => known.includes(name))) {
  await main(names.length === 0 ? known : names, { peers: !args.includes("--no-peers") });
  // A peer may have left timers behind.
  process.exit();
} else {
  say(USAGE);
  process.exitCode = 2;
}
