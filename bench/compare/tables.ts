import { type Ending, endingOf } from "./endings.ts";
import { type Pattern, PATTERNS } from "./patterns.ts";
import type { Probe } from "./probes.ts";
import { linesOf, runPattern, runProbe, type Side, titleOf } from "./sides.ts";
import { BREAKDOWN, createWorld } from "./world.ts";

/** A probe's rows of one side: who, in which way, and the cells. */
export async function probeRows(probe: Probe, side: Side): Promise<readonly (readonly string[])[]> {
  const sights = await runProbe(side, probe.id);
  return sights.map(({ way, cells }) => [way === "" ? titleOf(side) : `${titleOf(side)}, ${way}`, ...cells]);
}

export function probeTable({ columns }: Probe, rows: readonly (readonly string[])[]): string {
  return markdown([["", ...columns], ...rows]);
}

/** Lines of each pattern's script, a column per side. */
export function linesTable(sides: readonly Side[]): string {
  return markdown([
    ["lines", ...sides.map(titleOf)],
    ...PATTERNS.map(({ id }) => [id, ...sides.map((side) => `${linesOf(side, id)}`)]),
  ]);
}

/** A pattern's task with its fault: how it ends, how often the failing step was tried, how much of the rest is kept. */
export async function faultRow(pattern: Pattern, sides: readonly Side[]): Promise<readonly string[]> {
  const cells = sides.map(async (side) => {
    const world = createWorld(pattern.fault);
    const { how, said, kept } = await endingOf(runPattern(side, pattern.id, { input: pattern.input, world }));
    return `${how}${said.includes(BREAKDOWN) ? "" : ` with ${said}`}, ${world.faults()} x tried, ${kept} kept`;
  });
  return [`${pattern.id}: ${pattern.breaks}`, ...(await Promise.all(cells))];
}

export function faultTable(sides: readonly Side[], rows: readonly (readonly string[])[]): string {
  return markdown([["what breaks", ...sides.map(titleOf)], ...rows]);
}

/** The task without a fault. */
export function soundEnding(pattern: Pattern, side: Side): Promise<Ending> {
  return endingOf(runPattern(side, pattern.id, { input: pattern.input, world: createWorld() }));
}

function markdown([headings = [], ...rows]: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map(escaped).join(" | ")} |`)
    .join("\n");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
