import { type Judgement, perAgent, type Results } from "./aims.ts";
import { type Name, NAMES } from "./contender.ts";
import type { Concern } from "./concerns.ts";
import type { Result } from "./measure.ts";
import type { Measured, ScenarioId } from "./scenarios.ts";
import type { Spread } from "./spread.ts";

const HEADINGS = [
  "",
  "contender",
  "median",
  "min..max",
  "n",
  "per agent",
  "x plain",
  "x XState",
  "x Troupe",
  "longest block",
];
const AIM_HEADINGS = ["aim", "measured", ""];

/** One table: a block of lines per scenario, a line per contender. Ratios are those of the medians per agent in this run. */
export function resultsTable(scenarios: readonly Measured[], results: Results): string {
  const blocks = scenarios.map((scenario) =>
    (results.get(scenario.id) ?? []).map((result, index) => [
      index === 0 ? scenario.title : "",
      ...line(scenario, result, results),
    ]),
  );
  return aligned([HEADINGS, ...blocks.flatMap((block) => [[], ...block])]);
}

export function aimsTable(judgements: readonly Judgement[]): string {
  return aligned([
    AIM_HEADINGS,
    ...judgements.map(({ aim, measured: value, unit, verdict }) => [
      aim,
      value === undefined ? "" : `${figure(value)}${unit}`,
      verdict,
    ]),
  ]);
}

/** Where the time of one agent goes. */
export function concernsTable(concerns: readonly Concern[]): string {
  return aligned([
    ["where one agent's time goes", "us per agent"],
    ...concerns.map(({ name, us }) => [name, figure(us)]),
  ]);
}

function line(scenario: Measured, result: Result, results: Results): readonly string[] {
  if (result.kind === "absent") return [result.contender, `not measured: ${result.why}`];
  const { values, agents, blocks } = result;
  return [
    result.contender,
    `${figure(values.median)} ${scenario.unit}`,
    range(values),
    `${values.rounds}`,
    scenario.unit === "ms" ? `${figure((values.median / agents) * 1_000)} us` : "",
    ...[NAMES.plain, NAMES.xstate, NAMES.troupe].map((base) =>
      ratio(results, { scenario: scenario.id, of: result.contender, to: base }),
    ),
    blocks === undefined ? "" : `${figure(blocks.median)} ms (${range(blocks)})`,
  ];
}

function ratio(results: Results, { scenario, of, to }: { scenario: ScenarioId; of: Name; to: Name }): string {
  const [value, base] = [perAgent(results, scenario, of), perAgent(results, scenario, to)];
  return value === undefined || base === undefined ? "" : figure(value / base);
}

function range({ min, max }: Spread): string {
  return `${figure(min)}..${figure(max)}`;
}

/** Three figures are more than the noise leaves. */
function figure(value: number): string {
  const digits = value >= 100 || value === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(value)));
  return value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}

/** Columns as wide as their widest cell; a note, the last cell of a short line, may run over. The first two are words. */
function aligned(lines: readonly (readonly string[])[]): string {
  const full = Math.max(...lines.map((cells) => cells.length));
  const widths = Array.from({ length: full }, (_, column) =>
    Math.max(...lines.map((cells) => (cells.length === full ? (cells[column] ?? "").length : 0))),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          pad(cell, { column, width: widths[column] ?? 0, note: column > 0 && cells.length < full }),
        )
        .join("  "),
    )
    .map((text) => text.trimEnd())
    .join("\n");
}

function pad(cell: string, { column, width, note }: { column: number; width: number; note: boolean }): string {
  return column < 2 || note ? cell.padEnd(width) : cell.padStart(width);
}
